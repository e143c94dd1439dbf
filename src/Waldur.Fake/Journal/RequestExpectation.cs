using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>
/// Which requests a test looks for, and how many it expects: <c>waldur.Requests.To(Operations.RobotAccounts.Create).By("alice").Once()</c>.
/// What is not so fails with the nearest requests and how they differ. Each word gives a new expectation, so one can be the start of
/// others.
/// </summary>
public sealed class RequestExpectation
{
    private readonly RequestJournal _journal;
    private readonly IReadOnlyList<Criterion> _criteria;

    internal RequestExpectation(RequestJournal journal, params IReadOnlyList<Criterion> criteria) =>
        (_journal, _criteria) = (journal, criteria);

    /// <summary>The requests that are so, the oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Found => [.. _journal.Kept().Where(IsMet)];

    /// <summary>Those of a user.</summary>
    /// <param name="user">The key of the user in the scenario, or else the username.</param>
    public RequestExpectation By(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return And(Criterion.Value("caller", $"by {user}", user, request => request.Caller ?? "nobody", weight: 2));
    }

    /// <summary>Those of nobody that the fake knows: without a token, or with a wrong one.</summary>
    public RequestExpectation ByNobody() =>
        And(Criterion.Value("caller", "by nobody", "nobody", request => request.Caller ?? "nobody", weight: 2));

    /// <summary>Those whose body has these members; it may have others, at any depth.</summary>
    /// <param name="json">JSON, for example <c>{"type": "ci"}</c>.</param>
    /// <exception cref="ArgumentException">That is no JSON.</exception>
    public RequestExpectation With(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return And(Criterion.Json("body", $"with {json}", JsonElement.Parse(json), request => request.Body));
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException(
                $"What the body has is said in JSON, such as {{\"type\": \"ci\"}}: {wrong.Message}", nameof(json), wrong);
        }
    }

    /// <summary>Those whose body has this member.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="value">Its value: a text, a number, a truth, or any JSON.</param>
    public RequestExpectation With(string member, JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(member);
        var json = new JsonObject { [member] = value?.DeepClone() }.ToJsonString();
        return And(Criterion.Json("body", $"with {json}", JsonElement.Parse(json), request => request.Body));
    }

    /// <summary>Those with this parameter in the query.</summary>
    public RequestExpectation WithQuery(string name, string value) => And(Criterion.Value(
        $"query {name}", $"with ?{name}={value}", value, request => request.Query.Contains(new(name, value))
            ? value
            : request.Query.LastOrDefault(pair => pair.Key == name).Value ?? "absent"));

    /// <summary>Those about an object: its identifier stands in the path.</summary>
    public RequestExpectation On(Guid uuid) => And(Criterion.Value(
        "path", $"on {uuid:n}", $"{uuid:n}",
        request => request.Path.Contains($"{uuid:n}", StringComparison.OrdinalIgnoreCase)
            || request.Path.Contains($"{uuid:d}", StringComparison.OrdinalIgnoreCase) ? $"{uuid:n}" : request.Path,
        weight: 2));

    /// <summary>Those that were answered so.</summary>
    public RequestExpectation Answered(int status) => And(Criterion.Value(
        "status", string.Create(CultureInfo.InvariantCulture, $"answered {status}"),
        status.ToString(CultureInfo.InvariantCulture), request => request.Status.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Those whose answer has these members; it may have others, at any depth.</summary>
    /// <param name="json">JSON, for example <c>{"state": "OK"}</c>.</param>
    public RequestExpectation AnsweredWith(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return And(Criterion.Json("answer", $"answered with {json}", JsonElement.Parse(json), request => request.Answer));
    }

    /// <summary>Those for which that holds.</summary>
    /// <param name="holds">What is asked.</param>
    /// <param name="text">How failures tell it; without, as it stands in the code.</param>
    public RequestExpectation Where(
        Func<RecordedRequest, bool> holds, [CallerArgumentExpression(nameof(holds))] string text = "what was asked")
    {
        ArgumentNullException.ThrowIfNull(holds);
        return And(new("condition", $"where {text}", 1, request => holds(request) ? [] : [$"condition: {text} does not hold"], 1));
    }

    /// <summary>Exactly one came.</summary>
    /// <returns>That one.</returns>
    /// <exception cref="RequestAssertionException">None came, or more.</exception>
    public RecordedRequest Once() => Times(1)[0];

    /// <summary>Exactly so many came.</summary>
    /// <returns>Those.</returns>
    /// <exception cref="RequestAssertionException">Others came, or fewer, or more.</exception>
    public IReadOnlyList<RecordedRequest> Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var all = All();
        var found = all.Where(IsMet).ToList();
        return found.Count == count ? found : throw ExpectationFailure.OfCount(this, count, found, all, _journal);
    }

    /// <summary>None came.</summary>
    /// <exception cref="RequestAssertionException">One came.</exception>
    public void Never() => Times(0);

    /// <summary>
    /// At least one has come, or comes within that time of the world. Its clock, if it stands still, is moved on from timer to timer, so
    /// that a client that waits by it goes on at once; of the machine's time only moments pass.
    /// </summary>
    /// <param name="within">How far the clock may be moved.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The first one.</returns>
    /// <exception cref="RequestAssertionException">None came.</exception>
    public async Task<RecordedRequest> Eventually(TimeSpan within, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(within, TimeSpan.Zero);
        var wait = new JournalWait(_journal, within);
        while (true)
        {
            var next = _journal.Next();
            if (All().FirstOrDefault(IsMet) is { } found)
                return found;
            if (!await wait.MoveOnAsync(next, cancellation))
                throw ExpectationFailure.OfTime(this, within, All(), _journal);
        }
    }

    /// <summary>What is looked for, in words.</summary>
    public override string ToString() => string.Join(' ', _criteria.Select(criterion => criterion.Text));

    internal bool IsMet(RecordedRequest request) => _criteria.All(criterion => !criterion.Differences(request).Any());

    /// <summary>How near a request comes, and where it differs first.</summary>
    internal (double Nearness, string? Difference) Compare(RecordedRequest request)
    {
        var (nearness, first) = (0.0, (string?)null);
        foreach (var criterion in _criteria)
        {
            var differences = criterion.Differences(request).ToList();
            nearness += criterion.Weight * Math.Max(0, 1 - ((double)differences.Count / criterion.Parts));
            first ??= differences.FirstOrDefault();
        }
        return (nearness, first);
    }

    private IReadOnlyList<RecordedRequest> All() => _journal.KeptOrRefused();

    private RequestExpectation And(Criterion criterion) => new(_journal, [.. _criteria, criterion]);
}

/// <summary>One thing that is asked of requests.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Text">What is asked, in words.</param>
/// <param name="Weight">How much it counts where the nearest request is looked for.</param>
/// <param name="Differences">How a request differs; nothing if it does not.</param>
/// <param name="Parts">Of how many things it consists.</param>
internal sealed record Criterion(
    string Name, string Text, double Weight, Func<RecordedRequest, IEnumerable<string>> Differences, int Parts)
{
    /// <summary>A value that is to be equal.</summary>
    public static Criterion Value(
        string name, string text, string expected, Func<RecordedRequest, string> actual, double weight = 1) => new(
        name, text, weight,
        request => actual(request) is { } value && value != expected ? [$"{name}: expected {expected}, was {value}"] : [],
        1);

    /// <summary>JSON that is to have certain members.</summary>
    public static Criterion Json(string name, string text, JsonElement expected, Func<RecordedRequest, JsonElement?> actual) => new(
        name, text, 2, request => request.HasBodies
            ? JsonDifference.Of(expected, actual(request)).Select(difference => $"{name} {difference}")
            : [$"{name}: it is no longer kept, because the journals took too much memory"],
        JsonDifference.Leaves(expected));

    /// <summary>The operation; one of the same group is nearer than others.</summary>
    public static Criterion Of(OperationName operation) => new(
        "operation", $"to {operation}", 8,
        request => request.Operation is { } asked
            ? asked == operation
                ? []
                : Enumerable.Repeat($"operation: expected {operation}, was {asked}", asked.Group == operation.Group ? 1 : 2)
            : Enumerable.Repeat($"operation: expected {operation}, was none ({request.Method} {request.Path})", 2), 2);
}
