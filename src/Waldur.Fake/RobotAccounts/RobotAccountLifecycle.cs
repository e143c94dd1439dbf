using System.Collections.Immutable;
using static Waldur.Fake.RobotAccountState;

namespace Waldur.Fake;

/// <summary>States of a robot account, with Waldur's numbers.</summary>
public enum RobotAccountState
{
    /// <summary>Asked for.</summary>
    Requested = 1,

    /// <summary>Being made.</summary>
    Creating = 2,

    /// <summary>Usable.</summary>
    Ok = 3,

    /// <summary>To be deleted.</summary>
    RequestedDeletion = 4,

    /// <summary>Gone at the provider; still readable until the daily job removes it.</summary>
    Deleted = 5,

    /// <summary>Something went wrong.</summary>
    Error = 6,
}

/// <summary>A row of the state table of robot accounts.</summary>
/// <param name="Action">The last part of the path.</param>
/// <param name="From">The states that the server lets it start from.</param>
/// <param name="To">Where it leads.</param>
internal sealed record RobotAccountAction(string Action, ImmutableArray<RobotAccountState> From, RobotAccountState To)
    : Transition<RobotAccountState>(Action, From, To)
{
    /// <summary>What is sent with it; null: nothing.</summary>
    public BodyFields<RobotAccount>? Body { get; init; }
}

/// <summary>The state table of robot accounts (section 2.6): what each action starts from and leads to.</summary>
internal static class RobotAccountLifecycle
{
    /// <summary>The labels on the wire.</summary>
    public static readonly Labels<RobotAccountState> Labels = new()
    {
        { Requested,         "Requested" },
        { Creating,          "Creating" },
        { Ok,                "OK" },
        { RequestedDeletion, "Requested deletion" },
        { Deleted,           "Deleted" },
        { Error,             "Error" },
    };

    /// <summary>The actions, as the page tells them.</summary>
    public static readonly IReadOnlyList<RobotAccountAction> Actions =
    [
        Action("set_state_creating", [Requested], Creating, "Set robot account state to creating"),
        Action("set_state_ok", [Creating], Ok, "Set robot account state to OK") with
        {
            Documented = (RobotAccountDivergences.OkFromError, [Creating, Error]),
        },
        Action("set_state_request_deletion", [Ok], RequestedDeletion, "Request deletion of a robot account"),
        Action("set_state_deleted", [RequestedDeletion], Deleted, "Set robot account state to deleted"),
        Action("set_state_erred", [Ok], Error, "Set robot account state to erred", RobotAccountContract.Sent.Erred) with
        {
            Documented = (RobotAccountDivergences.ErredFromAny, [Ok, Requested, Creating, RequestedDeletion]),
        },
    ];

    /// <summary>The refusal of an action in a wrong state, or null.</summary>
    public static Check<RobotAccount> StateOf(Transition<RobotAccountState> action) => (call, account) =>
        action.Allows(call, account.It.State, out var sources)
            ? null
            : Refuse.Detail(
                call.Choose(RobotAccountDivergences.TransitionRefused, documented: 400, server: 409),
                $"Valid states for operation: {string.Join(", ", sources.Select(state => Labels[state]))}.");

    private static RobotAccountAction Action(
        string action, ImmutableArray<RobotAccountState> from, RobotAccountState to, string summary,
        BodyFields<RobotAccount>? body = null) =>
        new(action, from, to) { Permission = Permission.UpdateRobotAccount, Summary = summary, Body = body };
}
