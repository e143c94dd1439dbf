namespace Waldur.Fake;

/// <summary>An API whose answers carry a helpful sentence where they puzzle people; the one place that adds it.</summary>
/// <param name="api">The API.</param>
/// <param name="routes">Where the paths of its operations lead.</param>
internal sealed class HintedApi(IApi api, RouteTable routes) : IApi
{
    public const string Header = "X-Waldur-Fake-Hint";

    /// <inheritdoc/>
    public WireAnswer Handle(WireRequest request, World world, ApiSettings settings)
    {
        var answer = api.Handle(request, world, settings);
        // most answers are good ones, to requests without a query
        if (answer.Status < 300 && request.Query.Pairs.Count == 0)
            return answer;
        var answered = new Answered(request, answer, routes);
        if (answer.Status == 404 && answered.IsPage && HintTable.IsNotEmulated(answered.Path))
            answer = answer with { IsNotEmulated = true };
        if (settings.Hints && HintTable.Of(answered) is { } hint)
            answer.Headers.Add(Header, hint);
        return answer;
    }
}
