namespace Waldur.Fake;

/// <summary>
/// An API whose answers are compared with the contract, if the settings say so; one that breaks it becomes a 500 that says how.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="routes">Where the paths of its operations lead.</param>
internal sealed class CheckedApi(IApi api, RouteTable routes) : IApi
{
    /// <inheritdoc/>
    public WireAnswer Handle(WireRequest request, World world, ApiSettings settings)
    {
        var answer = api.Handle(request, world, settings);
        // what lies elsewhere is not the API's
        return settings.CheckAnswers && request.Target.StartsWith(AnswerCheck.Root, StringComparison.Ordinal)
            && new AnswerCheck(routes, settings.Fidelity).Violation(request.Method, request.Target, answer.Status, answer.Body) is { } wrong
            ? new AnswerWriter(request, world, settings).Page(Refuse.Detail(500, $"The answer breaks the contract: {wrong}"))
            : answer;
    }
}
