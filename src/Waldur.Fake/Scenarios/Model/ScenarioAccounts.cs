
namespace Waldur.Fake;

/// <summary>An account of a resource that no person owns.</summary>
internal sealed record ScenarioRobotAccount : ScenarioObject
{
    public string Resource { get; init; } = "";

    public string Type { get; init; } = "";

    public string Username { get; init; } = "";

    public string Description { get; init; } = "";

    public string State { get; init; } = "OK";

    public string ErrorMessage { get; init; } = "";

    public string ErrorTraceback { get; init; } = "";

    public IReadOnlyList<string> Users { get; init; } = [];

    public string? ResponsibleUser { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    public string BackendId { get; init; } = "";

    public static readonly Shape<ScenarioRobotAccount> Table = new("robot_account", "An account of a resource that no person owns.")
    {
        Stamped<ScenarioRobotAccount>(),
        { "resource", Forms.Ref("resources"), a => a.Resource, (a, v) => a with { Resource = v }, "The resource.", Need.Required },
        { "type", Forms.FilledUpTo(5), a => a.Type, (a, v) => a with { Type = v }, "Its type; a resource has one account of each.", Need.Required },
        { "username", Forms.TextUpTo(32), a => a.Username, (a, v) => a with { Username = v }, "Its name at the site." },
        { "description", Forms.Text, a => a.Description, (a, v) => a with { Description = v }, "What it is for." },
        { "state", Forms.OneOf(Names.RobotAccountStates), a => a.State, (a, v) => a with { State = v }, "Its state." },
        { "error_message", Forms.Text, a => a.ErrorMessage, (a, v) => a with { ErrorMessage = v }, "What went wrong." },
        { "error_traceback", Forms.Text, a => a.ErrorTraceback, (a, v) => a with { ErrorTraceback = v }, "Where it went wrong." },
        { "users", Forms.List(Forms.Ref("users")), a => a.Users, (a, v) => a with { Users = v }, "Who uses it." },
        {
            "responsible_user", Forms.Ref("users"), a => a.ResponsibleUser, (a, v) => a with { ResponsibleUser = v },
            "Who answers for it.", a => a with { ResponsibleUser = null }
        },
        { "keys", Forms.List(Forms.FilledUpTo(65536)), a => a.Keys, (a, v) => a with { Keys = v }, "SSH public keys." },
        { "backend_id", Forms.TextUpTo(255), a => a.BackendId, (a, v) => a with { BackendId = v }, "Its identifier at a remote Waldur; an account that has one can't be edited." },
    };
}

/// <summary>A link of a person to a resource.</summary>
internal sealed record ScenarioResourceUser : ScenarioObject
{
    public string Resource { get; init; } = "";

    public string Role { get; init; } = "";

    public string User { get; init; } = "";

    public static readonly Shape<ScenarioResourceUser> Table = new("resource_user", "A link of a person to a resource.")
    {
        Stamped<ScenarioResourceUser>(),
        { "resource", Forms.Ref("resources"), r => r.Resource, (r, v) => r with { Resource = v }, "The resource.", Need.Required },
        { "role", Forms.Name, r => r.Role, (r, v) => r with { Role = v }, "A user role of the resource's offering: `viewer`, or `hpc.viewer`.", Need.Required },
        { "user", Forms.Ref("users"), r => r.User, (r, v) => r with { User = v }, "The person.", Need.Required },
    };
}

/// <summary>An account for the time of a course.</summary>
internal sealed record ScenarioCourseAccount : ScenarioObject
{
    public string Project { get; init; } = "";

    /// <summary>The user; null means that one is made, unless <see cref="HasNoUser"/>.</summary>
    public string? User { get; init; }

    public bool HasNoUser { get; init; }

    public string Email { get; init; } = "";

    public string Description { get; init; } = "";

    public string State { get; init; } = "OK";

    public string ErrorMessage { get; init; } = "";

    public string ErrorTraceback { get; init; } = "";

    public static readonly Shape<ScenarioCourseAccount> Table = new("course_account", "An account for the time of a course.")
    {
        Stamped<ScenarioCourseAccount>(),
        { "project", Forms.Ref("projects"), a => a.Project, (a, v) => a with { Project = v }, "A project of kind `course`.", Need.Required },
        {
            "user", Forms.Ref("users"), a => a.HasNoUser ? Null.Value : a.User, (a, v) => a with { User = v, HasNoUser = false },
            "Its user; null: it has none.", a => a with { HasNoUser = true }, "a new user `course_1000`, `course_1001` …"
        },
        { "email", Forms.TextUpTo(320), a => a.Email, (a, v) => a with { Email = v }, "The student's e-mail address." },
        { "description", Forms.Text, a => a.Description, (a, v) => a with { Description = v }, "What it is for." },
        { "state", Forms.OneOf(Names.CourseAccountStates), a => a.State, (a, v) => a with { State = v }, "Its state." },
        { "error_message", Forms.Text, a => a.ErrorMessage, (a, v) => a with { ErrorMessage = v }, "What went wrong." },
        { "error_traceback", Forms.Text, a => a.ErrorTraceback, (a, v) => a with { ErrorTraceback = v }, "Where it went wrong." },
    };
}

/// <summary>A consent of a person to an offering's terms of service.</summary>
internal sealed record ScenarioConsent : ScenarioObject
{
    public string Offering { get; init; } = "";

    public string User { get; init; } = "";

    public string Version { get; init; } = "";

    public DateTime? AgreementDate { get; init; }

    public DateTime? RevocationDate { get; init; }

    public static readonly Shape<ScenarioConsent> Table = new("consent", "A consent of a person to an offering's terms of service.")
    {
        Stamped<ScenarioConsent>(),
        { "offering", Forms.Ref("offerings"), c => c.Offering, (c, v) => c with { Offering = v }, "The offering.", Need.Required },
        { "user", Forms.Ref("users"), c => c.User, (c, v) => c with { User = v }, "The person.", Need.Required },
        { "version", Forms.TextUpTo(50), c => c.Version, (c, v) => c with { Version = v }, "The version of the terms that was agreed to." },
        { "agreement_date", Forms.Moment, c => c.AgreementDate, (c, v) => c with { AgreementDate = v }, "When it was given.", "`created`" },
        {
            "revocation_date", Forms.Moment, c => c.RevocationDate, (c, v) => c with { RevocationDate = v },
            "When it was taken back.", c => c with { RevocationDate = null }
        },
    };
}
