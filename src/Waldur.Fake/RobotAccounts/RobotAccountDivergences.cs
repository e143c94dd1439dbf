namespace Waldur.Fake;

/// <summary>Where documentation and server disagree about robot accounts.</summary>
internal static class RobotAccountDivergences
{
    /// <summary>The state of a new account.</summary>
    public static readonly Divergence InitialState = new(
        1, "robot-initial-state",
        "A new robot account is Requested, whatever its body, and the actions walk it from there.",
        "OK in the answer to POST already.");

    /// <summary>The status of an action in a wrong state.</summary>
    public static readonly Divergence TransitionRefused = new(
        2, "robot-transition-refused",
        "400 {\"detail\": \"Valid states for operation: ….\"}",
        "409, the same kind of body (the states listed are those of the fidelity).");

    /// <summary>Recovery from an error.</summary>
    public static readonly Divergence OkFromError = new(
        3, "robot-ok-from-error",
        "set_state_ok from Creating and Error.",
        "Only from Creating.");

    /// <summary>Where an error may come from.</summary>
    public static readonly Divergence ErredFromAny = new(
        4, "robot-erred-from-any",
        "set_state_erred from Requested, Creating, OK and Requested deletion.",
        "Only from OK.");

    public static readonly IReadOnlyList<Divergence> All = [InitialState, TransitionRefused, OkFromError, ErredFromAny];

    /// <summary>Where the server crashes.</summary>
    public static readonly IReadOnlyList<string> CrashPlaces =
        ["robot accounts: an element of `keys` that is not a string (documented: 400 `Invalid SSH public key.`)"];
}
