
namespace Waldur.Fake;

/// <summary>Robot accounts.</summary>
internal static class RobotAccountLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var account in scenario.RobotAccounts)
        {
            context.Insert(RobotAccount.Table, account.Key, account, new RobotAccount
            {
                Resource = context.Id(Resource.Table, account.Resource),
                Type = account.Type,
                Username = account.Username,
                Description = account.Description,
                ErrorMessage = account.ErrorMessage,
                ErrorTraceback = account.ErrorTraceback,
                State = LoadContext.State(RobotAccountLifecycle.Labels, account.State),
                Users = context.Ids(User.Table, account.Users),
                ResponsibleUser = context.IdOrNull(User.Table, account.ResponsibleUser),
                BackendId = account.BackendId,
            }.WithKeys(account.Keys));
        }
    }
}
