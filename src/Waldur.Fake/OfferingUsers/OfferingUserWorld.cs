using System.Text.Json;

namespace Waldur.Fake;

/// <summary>The offering users of a world and what they fill in, for arranging and asserting.</summary>
public static class OfferingUserWorld
{
    extension(World world)
    {
        /// <summary>All offering users.</summary>
        public Table<OfferingUser> OfferingUsers => world.Data.Table(Fake.OfferingUser.Table);

        /// <summary>What offering users have to fill in.</summary>
        public Table<ChecklistCompletion> ChecklistCompletions => world.Data.Table(ChecklistCompletion.Table);

        /// <summary>All answers to questions of checklists.</summary>
        public Table<ChecklistAnswer> ChecklistAnswers => world.Data.Table(ChecklistAnswer.Table);
    }

    extension(WorldAdd add)
    {
        /// <summary>
        /// Adds an offering user, in whatever state, with the completion that belongs to it if its offering has a checklist.
        /// </summary>
        public OfferingUser OfferingUser(Func<OfferingUser, OfferingUser>? with = null) => add.Change(changes =>
        {
            var records = changes.Data.Table(Fake.OfferingUser.Table);
            var offering = changes.Data.Table(Offering.Table).LastOrDefault(offering => offering.ShowsUsers())
                ?? changes.AddOffering(
                    offering =>
                        offering with { PluginOptions = JsonElement.Parse("""{"service_provider_can_create_offering_user":true}""") });
            var user = changes.Data.Table(User.Table)
                    .LastOrDefault(user => records.By(Fake.OfferingUser.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
                ?? changes.AddUser();
            var record = new OfferingUser { Offering = offering.Uuid, User = user.Uuid, Username = user.Username,
                State = OfferingUserState.Ok };
            return OfferingUserRecords.Store(changes, changes.Checked(Fake.OfferingUser.Table, with is null ? record : with(record)));
        });
    }

    extension(GenerateOptions asked)
    {
        /// <summary>Offering users, named <c>offering-user-1</c> and so on.</summary>
        public GenerateOptions OfferingUsers(int count) => asked.Number(Fake.OfferingUser.Table.Kind, count);

        /// <summary>How many of a hundred questions of checklists are answered.</summary>
        public GenerateOptions Answered(int percent) => asked.Number(OfferingUserKind.Answered.Key, percent);

        /// <summary>Weights of the states of offering users, by their labels.</summary>
        public GenerateOptions OfferingUserStates(params IEnumerable<(string State, int Weight)> weights) =>
            asked.Weights(OfferingUserKind.States.Key, weights);
    }
}
