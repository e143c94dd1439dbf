using static Waldur.Fake.CourseAccountState;

namespace Waldur.Fake;

/// <summary>States of a course account, with Waldur's numbers.</summary>
public enum CourseAccountState
{
    /// <summary>Usable.</summary>
    Ok = 1,

    /// <summary>Closed for good; still listed.</summary>
    Closed = 2,

    /// <summary>Something went wrong.</summary>
    Erred = 3,
}

/// <summary>The state table of course accounts (section 3).</summary>
internal static class CourseAccountLifecycle
{
    /// <summary>The labels on the wire.</summary>
    public static readonly Labels<CourseAccountState> Labels = new()
    {
        { Ok,     "OK" },
        { Closed, "Closed" },
        { Erred,  "Erred" },
    };

    /// <summary>DELETE: the account is closed, not removed.</summary>
    public static readonly Transition<CourseAccountState> Close = new("", [Ok, Erred], Closed)
    {
        Permission = Permission.ManageCourseAccounts,
        Summary = "Delete (close) a course account",
    };

    /// <summary>
    /// The names by which the refusal calls our states: the server takes them from its core table, where the same numbers mean other
    /// states (section 7).
    /// </summary>
    private static readonly Labels<CourseAccountState> s_coreNames = new()
    {
        { Ok,     "UPDATE_SCHEDULED" },
        { Closed, "UPDATING" },
        { Erred,  "OK" },
    };

    /// <summary>The refusal of an account that is closed already, or null.</summary>
    public static readonly Check<CourseAccount> MayClose = (call, account) => Close.Allows(call, account.It.State, out var sources)
        ? null
        : Refuse.Conflict($"Valid states for operation: {string.Join(", ", sources.Select(state => s_coreNames[state]))}.");
}
