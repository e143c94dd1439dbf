using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What Waldur asks the account service for (section 8.1).</summary>
/// <param name="Owner">User name of who asks.</param>
/// <param name="Email">The student's e-mail address; may be empty.</param>
/// <param name="Description">What the account is for; may be empty.</param>
/// <param name="ProjectName">Name of the project.</param>
/// <param name="ProjectSlug">Slug of the project.</param>
/// <param name="OfferingSlugs">Slugs of the offerings that the project has resources of.</param>
/// <param name="ValidFrom">First day of the project, else today.</param>
/// <param name="ValidTo">Last day of the project, or null.</param>
public sealed record AccountOrder(
    string Owner, string Email, string Description, string ProjectName, string ProjectSlug,
    ImmutableArray<string> OfferingSlugs, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>What the account service answers.</summary>
public sealed record ServiceReply
{
    private const string SomeError = """{"error":"Internal server error"}""";

    private ServiceReply()
    {
    }

    /// <summary>Done. A new account gets a free user name.</summary>
    public static ServiceReply Done { get; } = new();

    /// <summary>The account that is to be closed is not known: that counts as done.</summary>
    public static ServiceReply UnknownAccount { get; } = Refused("""{"error":"Not found"}""") with { IsUnknownAccount = true };

    /// <summary>The user name that was given; null: the next free one.</summary>
    public string? Username { get; private init; }

    /// <summary>The e-mail address that was given; null: that of the user name at example.com.</summary>
    public string? Email { get; private init; }

    /// <summary>What the refusal says, as JSON; null: done.</summary>
    public JsonElement? Refusal { get; private init; }

    /// <summary>Whether the service does not know the account.</summary>
    public bool IsUnknownAccount { get; private init; }

    /// <summary>The account was made with that user name.</summary>
    public static ServiceReply Named(string username, string? email = null) => new() { Username = username, Email = email };

    /// <summary>The service answers with an error; the text is its JSON.</summary>
    public static ServiceReply Refused(string json = SomeError) => new() { Refusal = JsonElement.Parse(json) };

    /// <summary>The service can't be reached; the text is that of the exception.</summary>
    public static ServiceReply Failed(string message) => new() { Refusal = JsonOut.Element(message) };
}

/// <summary>
/// The service behind Waldur that makes and closes the accounts of students. It is a part of the world's data: forks, checkpoints and
/// resets keep it like everything else. Unless a test says otherwise it succeeds, and gives free user names.
/// </summary>
public sealed record AccountService : Entity
{
    /// <summary>Where it is kept: one row, or none as long as nobody changed anything.</summary>
    internal static readonly TableDefinition<AccountService> Table = new("account_services");

    /// <summary>How it answers an order. A function of the order alone: it may be asked again.</summary>
    public Func<AccountOrder, ServiceReply> OnCreate { get; init; } = static _ => ServiceReply.Done;

    /// <summary>How it answers when the account of that user name is to be closed.</summary>
    public Func<string, ServiceReply> OnClose { get; init; } = static _ => ServiceReply.Done;

    /// <summary>The user names that it gives next, in this order; after them come <c>course_1000</c> and so on.</summary>
    public ImmutableList<string> NextUsernames { get; init; } = [];

    /// <summary>Where the search for a free number begins.</summary>
    internal int NextNumber { get; init; } = 1000;

    /// <summary>The service of a world.</summary>
    internal static AccountService Of(WorldData data) => data.Table(Table) is [var row] ? row : s_usual;

    private static readonly AccountService s_usual = new();

    /// <summary>The same service, but orders are refused: all, or those with that e-mail address.</summary>
    public AccountService Refusing(string? email = null, ServiceReply? reply = null)
    {
        var (before, refusal) = (OnCreate, reply ?? ServiceReply.Refused());
        return this with { OnCreate = order => email is null || order.Email == email ? refusal : before(order) };
    }

    /// <summary>The same service, but closing is refused.</summary>
    public AccountService RefusingToClose(ServiceReply? reply = null)
    {
        var refusal = reply ?? ServiceReply.Refused();
        return this with { OnClose = _ => refusal };
    }

    /// <summary>The same service, but it gives these user names next.</summary>
    public AccountService Naming(params IEnumerable<string> usernames) => this with { NextUsernames = [.. usernames] };
}
