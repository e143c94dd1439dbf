namespace Waldur.Fake;

/// <summary>The robot accounts of a world, for arranging and asserting.</summary>
public static class RobotAccountWorld
{
    extension(World world)
    {
        /// <summary>All robot accounts.</summary>
        public Table<RobotAccount> RobotAccounts => world.Data.Table(Fake.RobotAccount.Table);
    }

    extension(WorldAdd add)
    {
        /// <summary>Adds a robot account, in whatever state.</summary>
        public RobotAccount RobotAccount(Func<RobotAccount, RobotAccount>? with = null) => add.Row(Fake.RobotAccount.Table, null, changes =>
        {
            var account = new RobotAccount
            {
                Resource = changes.SomeResource().Uuid, Type = "r" + changes.Number(Fake.RobotAccount.Table), State = RobotAccountState.Ok,
            };
            account = with is null ? account : with(account);
            return account.WithKeys(account.Keys);
        });
    }

    extension(GenerateOptions asked)
    {
        /// <summary>Robot accounts, named <c>robot-account-1</c> and so on.</summary>
        public GenerateOptions RobotAccounts(int count) => asked.Number(Fake.RobotAccount.Table.Kind, count);

        /// <summary>Weights of the states of robot accounts, by their labels: <c>("OK", 9), ("Error", 1)</c>.</summary>
        public GenerateOptions RobotAccountStates(params IEnumerable<(string State, int Weight)> weights) =>
            asked.Weights(RobotAccountKind.States.Key, weights);
    }
}
