using System.Globalization;
using Newtonsoft.Json;
using WireMock.Admin.Mappings;

namespace Waldur.Fake;

/// <summary>Recorded requests as WireMock's mappings, for suites that stay with stubs that never change.</summary>
public static class RecordedMappings
{
    private static readonly JsonSerializerSettings s_json = new()
    {
        NullValueHandling = NullValueHandling.Ignore, Formatting = Formatting.Indented,
    };

    /// <summary>
    /// A mapping for each request, with its answer. A request that came several times is a scenario, which answers as the fake did, one
    /// after the other, and stays with the last. Links lead to where the server is asked.
    /// </summary>
    /// <param name="requests">What was recorded: <c>waldur.Requests</c>, or some of it.</param>
    /// <exception cref="InvalidOperationException">The bodies of a request are no longer kept.</exception>
    public static IReadOnlyList<MappingModel> ToWireMockMappings(this IEnumerable<RecordedRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return
        [
            .. requests.GroupBy(request => (request.Method, request.Target, Token: TokenOf(request), request.BodyText))
                .Select(same => same.ToList())
                .SelectMany(same => same.Select((request, place) => ToMapping(request, place, same)))
                .OrderBy(one => one.Number).Select(one => one.Mapping),
        ];
    }

    /// <summary>The same as files of a folder, which a server reads with <c>ReadStaticMappings</c>.</summary>
    /// <param name="requests">What was recorded: <c>waldur.Requests</c>, or some of it.</param>
    /// <param name="folder">Where to; it is made if need be.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InvalidOperationException">The bodies of a request are no longer kept.</exception>
    public static IReadOnlyList<string> ToWireMockMappings(this IEnumerable<RecordedRequest> requests, string folder)
    {
        Directory.CreateDirectory(folder);
        return
        [
            .. requests.ToWireMockMappings().Select((mapping, place) =>
            {
                var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{place + 1:0000}.json"));
                File.WriteAllText(file, JsonConvert.SerializeObject(mapping, s_json) + "\n");
                return file;
            }),
        ];
    }

    private static (long Number, MappingModel Mapping) ToMapping(RecordedRequest request, int place, IReadOnlyList<RecordedRequest> same)
    {
        if (!request.HasBodies)
            throw new InvalidOperationException($"The bodies of {request} are no longer kept.");
        var mapping = new MappingModel
        {
            Title = request.ToString(),
            Request = new()
            {
                Methods = [request.Method],
                Path = Exactly(Uri.UnescapeDataString(request.Path)),
                Params = [.. request.Query.GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(pairs => new ParamModel
                {
                    Name = pairs.Key, Matchers = [.. pairs.Select(pair => Matcher("ExactMatcher", pair.Value))],
                })],
                Headers = TokenOf(request) is { } token
                    ? [new() { Name = "Authorization", Matchers = [Matcher("ExactMatcher", token)] }]
                    : null,
                Body = request.BodyText.Length == 0 ? null : new()
                {
                    Matcher = Matcher(request.Body is null ? "ExactMatcher" : "JsonMatcher", request.BodyText),
                },
            },
            Response = AnswerOf(request),
        };
        if (same.Count > 1)
        {
            mapping.Scenario = same[0].ToString();
            mapping.WhenStateIs = place == 0 ? null : State(place);
            mapping.SetStateTo = State(Math.Min(place + 1, same.Count - 1));
        }
        return (request.Number, mapping);
    }

    private static ResponseModel AnswerOf(RecordedRequest request)
    {
        var (origin, text) = (request.Wire.Origin, request.AnswerText);
        // Links lead to where the server is asked; what looks like a template itself stays as it is.
        var isTemplate = !text.Contains("{{", StringComparison.Ordinal);
        return new()
        {
            StatusCode = request.Status,
            Fault = request.Fate is WireFate.Whole ? null : new() { Type = "EMPTY_RESPONSE" },
            Headers = request.AnswerHeaders.Where(field => !WaldurResponse.IsOfOneAnswer(field.Key))
                .GroupBy(field => field.Key, field => field.Value, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(fields => fields.Key, fields => (object)string.Join(", ", fields.Select(Here)), StringComparer.Ordinal),
            Body = text.Length == 0 ? null : Here(text),
            UseTransformer = isTemplate ? true : null,
        };

        string Here(string value) => isTemplate ? value.Replace(origin, "{{{request.Origin}}}", StringComparison.Ordinal) : value;
    }

    private static string? TokenOf(RecordedRequest request) =>
        request.Headers.FirstOrDefault(field => field.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Value;

    private static string State(int place) => string.Create(CultureInfo.InvariantCulture, $"asked {place} times");

    private static PathModel Exactly(string path) => new() { Matchers = [Matcher("ExactMatcher", path)] };

    private static MatcherModel Matcher(string name, string pattern) => new() { Name = name, Pattern = pattern };
}
