using System.Collections.Immutable;
using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Robot accounts, as scenario files have them.</summary>
internal static class RobotAccountKind
{
    /// <summary>A resource has one account of each type, so ten of them have room.</summary>
    private static readonly string[] s_types = ["cicd", "sync", "back", "xfer", "test", "build", "deplo", "mon", "data", "repo"];

    private static readonly Pool s_resources = new(Resource.Table, each: s_types.Length);
    private static readonly Pool s_users = new(User.Table, each: 20);

    public static readonly GenerateOption<ImmutableArray<Named<int>>> States = GenerateOption.Weights(
        "robot_account_states", RobotAccountLifecycle.Labels.All,
        "Weights of the states of robot accounts; a state that is left out does not come.",
        ("OK", 80), ("Requested", 5), ("Creating", 5), ("Requested deletion", 4), ("Deleted", 3), ("Error", 3));

    public static readonly Kind<RobotAccount> Kind = new(
        RobotAccount.Table, "robot_account", "An account of a resource that no person owns.",
        _ => new() { Resource = default, Type = "", State = RobotAccountState.Ok }, "Accounts of a resource that no person owns.",
        link: RobotAccountContract.Links, finish: Finish, drawing: new("How many robot accounts: `robot-account-1` …", Draw)
        {
            Pools = [s_resources, s_users], Options = [States],
        }, place: 10)
    {
        { "resource", Ref(Resource.Table), a => a.Resource, (a, v) => a with { Resource = v }, "The resource.", Required },
        { "type", FilledUpTo(5), a => a.Type, (a, v) => a with { Type = v }, "Its type; a resource has one account of each.", Required },
        { "username", TextUpTo(32), a => a.Username, (a, v) => a with { Username = v }, "Its name at the site." },
        { "description", Text, a => a.Description, (a, v) => a with { Description = v }, "What it is for." },
        { "state", Label(RobotAccountLifecycle.Labels), a => a.State, (a, v) => a with { State = v }, "Its state." },
        { "error_message", Text, a => a.ErrorMessage, (a, v) => a with { ErrorMessage = v }, "What went wrong." },
        { "error_traceback", Text, a => a.ErrorTraceback, (a, v) => a with { ErrorTraceback = v }, "Where it went wrong." },
        { "users", List(Ref(User.Table)), a => a.Users, (a, v) => a with { Users = v }, "Who uses it." },
        { "responsible_user", OrNull(Ref(User.Table)), a => a.ResponsibleUser, (a, v) => a with { ResponsibleUser = v },
            "Who answers for it." },
        { "keys", List(FilledUpTo(65536)), a => a.Keys, (a, v) => a with { Keys = v }, "SSH public keys." },
        {
            "backend_id", TextUpTo(255), a => a.BackendId, (a, v) => a with { BackendId = v },
            "Its identifier at a remote Waldur; an account that has one can't be edited."
        },
        { nameof(RobotAccount.Fingerprints), "follow from the keys" },
    };

    private static RobotAccount Finish(RobotAccount account, Reading reading)
    {
        if (account.Resource != default)
        {
            reading.Unique(
                "type", (account.Resource, account.Type),
                other => $"{other} is an account of type '{account.Type}' of {reading.Text("resource")} already");
        }
        if (account.Users.Length > 1 && account.Users.Distinct().Count() < account.Users.Length)
            reading.Wrong("users", "a user comes twice");
        var areKeys = true;
        for (var i = 0; i < account.Keys.Length; i++)
            areKeys &= UserKind.IsKey(reading, account.Keys[i], "keys", i);
        return areKeys && !account.Keys.IsEmpty ? account.WithKeys(account.Keys) : account;
    }

    private static Drawn Draw(Draw draw, int number)
    {
        draw.For("robot_accounts", number);
        var (type, user, other) = (s_types[(number - 1) % s_types.Length], draw.Among(s_users, number), draw.Among(s_users, number));
        var (state, username) = (draw.Weighed(States), string.Create(CultureInfo.InvariantCulture, $"{type}-{number}"));
        return new()
        {
            { "created", draw.Moment() },
            { "resource", s_resources.Key(s_resources.First(number)) },
            { "type", type },
            { "username", state == "Requested" ? "" : username },
            { "description", draw.Sentence() },
            { "state", state },
            { "error_message", state == "Error" ? $"The home directory of {username} could not be made" : "" },
            { "users", other == user || draw.Chance(60) ? [user] : [user, other] },
            { "responsible_user", draw.Chance(80) ? user : null },
            { "keys", draw.Chance(80) ? [draw.SshKeyOf(Fake.Draw.Key("robot-account", number), username)] : [] },
        };
    }
}
