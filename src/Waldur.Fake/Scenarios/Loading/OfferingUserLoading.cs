using Waldur.Fake.OfferingUsers;
using Waldur.Fake.Structure;

namespace Waldur.Fake.Scenarios.Loading;

/// <summary>Offering users, each in the state that the scenario says.</summary>
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

    private static OfferingUserState StateOf(ScenarioOfferingUser account) => account switch
    {
        { State: { } label } => LoadContext.State(OfferingUserLifecycle.Labels, label),
        { Username: { Length: > 0 } } => OfferingUserState.Ok,
        _ => OfferingUserState.Requested,
    };
}
