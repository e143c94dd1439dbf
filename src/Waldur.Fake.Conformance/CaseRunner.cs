using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>Runs the steps of a case on a world and says what was not as expected.</summary>
internal static partial class CaseRunner
{
    /// <summary>
    /// Runs a case; the result is empty if all is as expected, else a text to read. It stops at the first step that fails.
    /// </summary>
    public static async Task<string> RunAsync(ConformanceCase one, IConformanceWorld world, CancellationToken cancellationToken)
    {
        var scope = new Scope(world.Objects, world.BaseAddress);
        for (var i = 0; i < one.Steps.Count; i++)
        {
            var step = one.Steps[i];
            var (problems, answer) = await RunAsync(step, scope, world, cancellationToken);
            if (problems.Count > 0)
                return Report(one, i, step, problems, answer);
        }

        return "";
    }

    private static async Task<(IReadOnlyList<string> Problems, Answer? Answer)> RunAsync(
        Step step, Scope scope, IConformanceWorld world, CancellationToken cancellationToken)
    {
        try
        {
            switch (step)
            {
                case AdvanceStep advance:
                    await world.AdvanceAsync(advance.By, cancellationToken);
                    return ([], null);
                case ControlStep control:
                    await world.ControlAsync(control.Name, scope.Render(control.Arguments), cancellationToken);
                    return ([], null);
                default:
                    return await SendAsync((RequestStep)step, scope, world, cancellationToken);
            }
        }
        catch (Exception error) when (error is TemplateException or ArgumentException or FormatException)
        {
            return ([error.Message], null);
        }
    }

    private static async Task<(IReadOnlyList<string> Problems, Answer? Answer)> SendAsync(
        RequestStep step, Scope scope, IConformanceWorld world, CancellationToken cancellationToken)
    {
        using var request = RequestWriter.Write(step, scope, world.BaseAddress);
        // What a case does not expect to be refused, and is, is told of anyway.
        var refuses = step.For(world.Fidelity).Status >= 400 && !step.Changes;
        var before = refuses ? await world.DataAsync(cancellationToken) : null;
        using var message = await world.Http.SendAsync(request, cancellationToken);
        var answer = await Answer.ReadAsync(message, cancellationToken);
        var problems = new AnswerCheck(scope, world.BaseAddress).Differences(step.For(world.Fidelity), answer)
            .Concat(StandingRules.Broken(request.RequestUri!.AbsolutePath, answer))
            .ToList();
        if (world.Violation(request.Method.Method, request.RequestUri!, answer) is { } violation)
            problems.Add(violation);
        if (refuses && answer.Status >= 400 && !Equals(before, await world.DataAsync(cancellationToken)))
            problems.Add("the request was refused, yet the world's data changed");
        foreach (var entry in problems.Count == 0 ? step.Capture : [])
        {
            var path = (entry.Value as ScalarNode)?.Text ?? "";
            if (Captured(path, answer) is { } value)
            {
                scope.Capture(entry.Key, value);
            }
            else
            {
                problems.Add($"there is nothing to capture at {path}");
            }
        }

        return (problems, answer);
    }

    private static JsonElement? Captured(string path, Answer answer)
    {
        if (path is "text")
            return JsonOut.Element(answer.Text);
        if (path.StartsWith("header:", StringComparison.Ordinal))
            return answer.Header(path["header:".Length..]) is { } header ? JsonOut.Element(header) : null;
        if (!JsonPath.IsMatch(path))
            throw new FormatException($"`{path}` is not a path such as $.a.b[0].c, header:Name or text");
        var at = answer.Json;
        foreach (var match in PathStep.EnumerateMatches(path))
        {
            var step = path.AsSpan(match.Index, match.Length);
            at = at switch
            {
                { ValueKind: JsonValueKind.Object } map when step[0] is '.' && map.TryGetProperty(step[1..], out var value) => value,
                { ValueKind: JsonValueKind.Array } list when step[0] is '['
                    && int.Parse(step[1..^1], CultureInfo.InvariantCulture) is var i && i < list.GetArrayLength() => list[i],
                _ => null,
            };
        }

        return at;
    }

    private static string Report(ConformanceCase one, int index, Step step, IReadOnlyList<string> problems, Answer? answer)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{one.Id}: {one.Title}\n{one.File}:{step.Line}: step {index + 1}");
        if (step is RequestStep request)
            text.Append(CultureInfo.InvariantCulture, $": {request.Method} {request.Target} as {request.As}");
        text.Append('\n');
        foreach (var problem in problems)
            text.Append(CultureInfo.InvariantCulture, $"  - {problem}\n");
        return answer is null ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"the answer was\n{answer}").ToString();
    }

    [GeneratedRegex(@"^\$(\.[A-Za-z0-9_]+|\[[0-9]+\])*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex JsonPath { get; }

    [GeneratedRegex(@"\.[A-Za-z0-9_]+|\[[0-9]+\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PathStep { get; }
}
