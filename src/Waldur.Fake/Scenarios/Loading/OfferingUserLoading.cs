
namespace Waldur.Fake;

/// <summary>
/// Offering users, each in the state that the scenario says; then those that an offering's policy makes for the members of its projects.
/// </summary>
internal static class OfferingUserLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var account in scenario.OfferingUsers)
        {
            context.Insert(OfferingUser.Table, account.Key, account, new OfferingUser
            {
                Offering = context.Id(Offering.Table, account.Offering),
                User = context.Id(User.Table, account.User),
                Username = account.Username,
                State = StateOf(account),
                IsRestricted = account.IsRestricted,
                ServiceProviderComment = account.ServiceProviderComment,
                ServiceProviderCommentUrl = account.ServiceProviderCommentUrl,
            });
        }
    }

    /// <summary>
    /// Where the policy of an offering makes usernames, the members of projects with a resource of it get the records that the scenario
    /// does not name. Where it leaves usernames to the provider, the scenario alone says who has a record.
    /// </summary>
    public static void LoadMissing(ScenarioContents scenario, LoadContext context)
    {
        if (scenario.IsComplete)
            return;
        foreach (var resource in scenario.Resources)
        {
            var offering = context.Changes.Data.OfferingOf(context.Id(Offering.Table, resource.Offering)).It;
            if (UsernamePolicy.LeavesNamesToOthers(offering))
                continue;
            foreach (var user in OfferingUserUpkeep.Members(context.Changes.Data, context.Id(Project.Table, resource.Project)))
            {
                if (!OfferingUserUpkeep.IsMissing(context.Changes.Data, offering, user))
                    continue;
                var record = OfferingUserLifecycle.WithUsername(before: null, new OfferingUser
                {
                    Offering = offering.Uuid,
                    User = user,
                    Username = UsernamePolicy.Username(context.Changes.Data, offering, context.Changes.Data.UserOf(user).It),
                });
                context.InsertNameless(OfferingUser.Table, $"{offering.Uuid:n}.{user:n}", from: null, record);
            }
        }
    }

    private static OfferingUserState StateOf(ScenarioOfferingUser account) => account switch
    {
        { State: { } label } => LoadContext.State(OfferingUserLifecycle.Labels, label),
        { Username: { Length: > 0 } } => OfferingUserState.Ok,
        _ => OfferingUserState.Requested,
    };
}
