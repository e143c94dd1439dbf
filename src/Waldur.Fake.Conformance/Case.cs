using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>The two sides of a divergence, as the case files name them.</summary>
public enum CaseFidelity
{
    /// <summary>As the published documentation says.</summary>
    Documented,

    /// <summary>As the server does.</summary>
    Server,
}

/// <summary>The ways to reach a fake, as the case files name them.</summary>
public enum CaseTransport
{
    /// <summary>The fake's own handler.</summary>
    InProcess,

    /// <summary>ASP.NET's TestHost.</summary>
    TestHost,

    /// <summary>A socket.</summary>
    Socket,
}

/// <summary>One case, its table of variables already filled in.</summary>
/// <param name="Id">Number with its row, such as RA-90a/3.</param>
/// <param name="Title">What it shows.</param>
/// <param name="File">Case file, relative to the folder of cases.</param>
/// <param name="Line">Line of the case.</param>
/// <param name="Pending">Why it is not run yet, or null.</param>
/// <param name="World">The world it starts from, as a scenario.</param>
/// <param name="Fidelities">Where it counts.</param>
/// <param name="Transports">Over what it runs.</param>
/// <param name="Steps">What happens.</param>
internal sealed record ConformanceCase(
    string Id,
    string Title,
    string File,
    int Line,
    string? Pending,
    Scenario World,
    IReadOnlyList<CaseFidelity> Fidelities,
    IReadOnlyList<CaseTransport> Transports,
    IReadOnlyList<Step> Steps)
{
    /// <summary>The number in the documents: RA-90 of RA-90a/3.</summary>
    public string Number => CaseNumber.Of(Id);

    /// <summary>
    /// What it adds to its fixture, and so is about: objects by kind and key, <c>robot_accounts.a1</c>; other things by their name.
    /// </summary>
    public IReadOnlyList<string> Premises { get; init; } = [];
}

/// <summary>A scenario: equal text means the same world.</summary>
/// <param name="Text">The scenario file as JSON (which is YAML too).</param>
internal sealed record Scenario(string Text);

/// <summary>Finds the listed number in the id of a case.</summary>
internal static partial class CaseNumber
{
    /// <summary>RA-90 of RA-90a/3; an id like HT-6.1a belongs to a section and is its own number.</summary>
    public static string Of(string id) => Listed.Match(id) is { Success: true } match ? match.Groups["number"].Value : id;

    /// <summary>Whether an id has the shape of one.</summary>
    public static bool IsId(string id) => Shape.IsMatch(id);

    [GeneratedRegex(@"^(?<number>[A-Z]{2}-[0-9]+)[a-z]*(/[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Listed { get; }

    [GeneratedRegex(@"^[A-Z]{2}-[0-9]+(\.[0-9]+)*[a-z]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape { get; }
}

/// <summary>One thing that happens in a case.</summary>
internal abstract record Step(int Line);

/// <summary>Moves the clock of the world.</summary>
internal sealed record AdvanceStep(TimeSpan By, int Line) : Step(Line);

/// <summary>Acts on the world from outside HTTP.</summary>
internal sealed record ControlStep(string Name, Node Arguments, int Line) : Step(Line);

/// <summary>Sends a request and looks at the answer.</summary>
internal sealed record RequestStep(
    string As,
    string Method,
    string Target,
    MapNode? Headers,
    RequestBody? Body,
    Expectation Expect,
    Expectation? Documented,
    Expectation? Server,
    IReadOnlyList<Entry> Capture,
    bool Changes,
    int Line) : Step(Line)
{
    /// <summary>What is expected in one fidelity.</summary>
    public Expectation For(CaseFidelity fidelity) => Expect.With(fidelity is CaseFidelity.Documented ? Documented : Server);
}

/// <summary>How the value of a body key is sent.</summary>
internal enum BodyKind
{
    /// <summary>As JSON.</summary>
    Json,

    /// <summary>As the text it is.</summary>
    Text,

    /// <summary>As the bytes that it encodes.</summary>
    Base64,

    /// <summary>As application/x-www-form-urlencoded.</summary>
    Form,

    /// <summary>As multipart/form-data.</summary>
    Multipart,

    /// <summary>No bytes, only a Content-Type.</summary>
    None,
}

/// <summary>The body of a request.</summary>
/// <param name="Kind">How it is sent.</param>
/// <param name="Content">What is sent.</param>
/// <param name="ContentType">The header; null sends none.</param>
/// <param name="HasContentType">Whether the case says what the header is.</param>
internal sealed record RequestBody(BodyKind Kind, Node Content, string? ContentType, bool HasContentType);

/// <summary>What an answer must be; the absent parts are not looked at.</summary>
internal sealed record Expectation(
    int? Status,
    MapNode? Headers,
    Node? Body,
    Node? Contains,
    IReadOnlyList<string>? Keys,
    IReadOnlyList<string>? Fields,
    IReadOnlyList<Node>? Items,
    string? ItemField,
    Node? HasItem,
    int? Count,
    bool Empty,
    string? DetailStarts,
    string? Text,
    string? Matches,
    string? NotMatches,
    int Line)
{
    /// <summary>This with the parts that the other one names.</summary>
    public Expectation With(Expectation? other) => other is null ? this : new(
        other.Status ?? Status,
        other.Headers ?? Headers,
        other.Body ?? Body,
        other.Contains ?? Contains,
        other.Keys ?? Keys,
        other.Fields ?? Fields,
        other.Items ?? Items,
        other.ItemField ?? ItemField,
        other.HasItem ?? HasItem,
        other.Count ?? Count,
        other.Empty || Empty,
        other.DetailStarts ?? DetailStarts,
        other.Text ?? Text,
        other.Matches ?? Matches,
        other.NotMatches ?? NotMatches,
        other.Line);
}
