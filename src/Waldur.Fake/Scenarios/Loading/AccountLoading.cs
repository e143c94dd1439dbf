namespace Waldur.Fake;

/// <summary>
/// What a scenario leaves to Waldur: accounts that an offering's policy makes, what they have to fill in, and the users of course accounts.
/// </summary>
internal static class AccountLoading
{
    /// <summary>The data of a world, with what the scenario does not name.</summary>
    public static WorldData Load(ScenarioRead scenario)
    {
        var rows = scenario.Rows;
        var (resources, courses) = (rows.All(Resource.Table).ToList(), rows.All(CourseAccount.Table).ToList());
        if (!scenario.Head.IsComplete)
        {
            LoadOfferingUsers(resources, rows);
            LoadCompletions(rows);
        }
        var changes = rows.Changes;
        foreach (var account in courses)
            LoadStudent(account, changes);
        if (rows.Last > changes.Data.Now)
            changes.Advance(rows.Last - changes.Data.Now);
        return scenario.Head.Randomness is { } randomness ? changes.Data.With(randomness: unchecked((ulong)randomness)) : changes.Data;
    }

    /// <summary>
    /// Where the policy of an offering makes usernames, the members of projects with a resource of it get the records that the scenario
    /// does not name. Where it leaves usernames to the provider, the scenario alone says who has a record.
    /// </summary>
    private static void LoadOfferingUsers(List<Resource> resources, Rows rows)
    {
        foreach (var resource in resources)
        {
            var data = rows.Changes.Data;
            var offering = data.OfferingOf(resource.Offering).It;
            if (UsernamePolicy.LeavesNamesToOthers(offering))
                continue;
            foreach (var user in OfferingUserUpkeep.Members(data, resource.Project))
            {
                data = rows.Changes.Data;
                if (!OfferingUserUpkeep.IsMissing(data, offering, user))
                    continue;
                var record = new OfferingUser
                {
                    Offering = offering.Uuid, User = user, Username = UsernamePolicy.Username(data, offering, data.UserOf(user).It),
                };
                rows.Add(OfferingUser.Table, OfferingUserLifecycle.WithUsername(before: null, record), $"{offering.Uuid:n}.{user:n}");
            }
        }
    }

    /// <summary>Every user of an offering with a checklist has it to fill in.</summary>
    private static void LoadCompletions(Rows rows)
    {
        var data = rows.Changes.Data;
        foreach (var record in data.Table(OfferingUser.Table))
        {
            if (data.OfferingOf(record.Offering).It.ComplianceChecklist is { } checklist && data.CompletionOf(record) is null)
            {
                rows.Add(
                    ChecklistCompletion.Table,
                    new() { OfferingUser = record.Uuid, Checklist = checklist }, $"{record.Offering:n}.{record.User:n}");
            }
        }
    }

    /// <summary>
    /// A course account whose user is not named gets one, as the account service would make it. Closing an account deactivates its user.
    /// </summary>
    private static void LoadStudent(CourseAccount account, Transaction changes)
    {
        if (account.User is not { } uuid || changes.Data.Table(User.Table).Find(uuid) is not null)
            return;
        changes.Insert(User.Table, AccountBackend.Student(changes.NextUsername(), account.Created) with
        {
            Uuid = uuid, Created = account.Created, Modified = account.Created, IsActive = account.State != CourseAccountState.Closed,
        });
    }
}
