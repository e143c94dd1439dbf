namespace Waldur.Fake;

/// <summary>A person's account for the time of a course. (Waldur: course accounts, section 1.)</summary>
public sealed record CourseAccount : Entity
{
    /// <summary>Accounts by project.</summary>
    internal static readonly TableIndex<CourseAccount, Guid> ByProject = TableIndex<CourseAccount, Guid>.On(account => account.Project);

    /// <summary>Accounts by user.</summary>
    internal static readonly TableIndex<CourseAccount, Guid> ByUser =
        TableIndex<CourseAccount, Guid>.OnEach(account => account.User is { } user ? [user] : []);

    /// <summary>Where course accounts are kept.</summary>
    internal static readonly TableDefinition<CourseAccount> Table = new TableDefinition<CourseAccount>("course_accounts")
        .With(ByProject).With(ByUser)
        .GoesWith(Fake.Project.Table, ByProject)
        .Mends(Fake.User.Table, ByUser, (_, account, _) => account with { User = null })
        .Follows(ProjectLife.Ending, CourseAccountWorld.EndProject);

    /// <summary>Accounts by project.</summary>
    internal static readonly Facet<CourseAccount, Guid> OfProject = new(Table.Of(ByProject));

    /// <summary>Accounts by state.</summary>
    internal static readonly Facet<CourseAccount, CourseAccountState> OfState = new(Table.Of(account => account.State));

    /// <summary>Accounts by the name of the user.</summary>
    internal static readonly Facet<CourseAccount, string> OfUsername = new(Table.Via(ByUser, Fake.User.OfUsername));

    /// <summary>The project, of kind course.</summary>
    public required Guid Project { get; init; }

    /// <summary>The user that was made for it, or null.</summary>
    public Guid? User { get; init; }

    /// <summary>Its state.</summary>
    public CourseAccountState State { get; init; } = CourseAccountState.Ok;

    /// <summary>The student's e-mail address, as sent; not that of the user.</summary>
    public string Email { get; init; } = "";

    /// <summary>What it is for, as sent.</summary>
    public string Description { get; init; } = "";

    /// <summary>What went wrong.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>Where it went wrong.</summary>
    public string ErrorTraceback { get; init; } = "";
}
