namespace Waldur.Fake;

/// <content>What a test expects of the requests.</content>
public sealed partial class RequestJournal
{
    /// <summary>The requests to an operation: <c>waldur.Requests.To(Operations.RobotAccounts.Create).Once()</c>.</summary>
    public RequestExpectation To(OperationName operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new(this, Criterion.Of(operation));
    }

    /// <summary>The requests of a user, whatever they ask for.</summary>
    /// <param name="user">The key of the user in the scenario, or else the username.</param>
    public RequestExpectation By(string user) => new RequestExpectation(this).By(user);

    /// <summary>
    /// They came in that order, with others before, between or after: <c>waldur.Requests.InOrder(requests.To(…), requests.To(…))</c>.
    /// </summary>
    /// <returns>Those that came so.</returns>
    /// <exception cref="RequestAssertionException">They did not.</exception>
    public IReadOnlyList<RecordedRequest> InOrder(params IReadOnlyList<RequestExpectation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var (all, done) = (KeptOrRefused(), new List<RecordedRequest>());
        foreach (var request in all)
        {
            if (done.Count < steps.Count && steps[done.Count].IsMet(request))
                done.Add(request);
        }
        return done.Count == steps.Count ? done : throw ExpectationFailure.OfOrder(steps, done, all, this);
    }

    /// <summary>
    /// The conversation as a text to be approved: identifiers, times, tokens and hosts are names, such as <c>&lt;robot-account:1&gt;</c>,
    /// and the same one has the same name all through.
    /// </summary>
    public string ToSnapshot() => new Snapshot(KeptOrRefused(), _world.Data).ToText();

    /// <summary>The conversation as JSON, with the same names as <see cref="ToSnapshot"/>.</summary>
    public string ToJsonSnapshot() => new Snapshot(KeptOrRefused(), _world.Data).ToJson();

    /// <summary>The conversation as an HTTP archive (HAR 1.2), for tools that read those.</summary>
    public string ToHar() => System.Text.Encoding.UTF8.GetString(HarText.Of(KeptOrRefused()).Span);

    /// <summary>The clock of the world.</summary>
    internal WorldClock Clock => _world.Clock;

    /// <summary>The requests that are kept.</summary>
    /// <exception cref="InvalidOperationException">The journal is off: whatever is expected of it would be about nothing.</exception>
    internal IReadOnlyList<RecordedRequest> KeptOrRefused() => _isOn
        ? Kept()
        : throw new InvalidOperationException("No request is kept: this fake was started with options.Journal = false.");
}
