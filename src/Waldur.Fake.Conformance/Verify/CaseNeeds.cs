using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>What a case needs of a server whose world it can't make.</summary>
internal static partial class CaseNeeds
{
    private static readonly string[] s_reading = ["GET", "HEAD", "OPTIONS"];

    /// <summary>The parts that stand at the end of a template, after the object.</summary>
    private static readonly string[] s_parts = ["uuid", "url", "path", "token", "dashed", "upper", "braced", "urn", "escaped"];

    /// <summary>Why a case can't be put to a server that is no fake; null if it can.</summary>
    /// <param name="one">The case.</param>
    /// <param name="objects">The objects of the server that have keys.</param>
    /// <param name="writes">Whether it may write.</param>
    public static string? Missing(ConformanceCase one, WorldMap objects, bool writes)
    {
        if (one.Steps.Any(step => step is not RequestStep))
            return "it steers the world from outside of Waldur's API, which only a fake lets it do";
        var requests = one.Steps.Cast<RequestStep>().ToList();
        if (!writes && requests.Exists(request => !s_reading.Contains(request.Method, StringComparer.Ordinal)))
            return "it writes, and --allow-writes is not given";
        if (requests.Exists(AsksForAll))
            return "it expects a whole list, and this server has objects of its own";
        var needed = one.Premises.Concat(requests.SelectMany(Named)).FirstOrDefault(name => objects.Find(name) is null);
        return needed is null ? null : $"the map does not name {needed}";
    }

    /// <summary>The objects that a request names: who asks, and those in its templates.</summary>
    public static IEnumerable<string> Named(RequestStep request)
    {
        if (request.As is not "nobody")
            yield return "users." + request.As;
        foreach (var text in Texts(request))
        {
            foreach (var match in Template.Matches(text).Select(match => match.Groups["name"].Value))
            {
                var parts = match.Split('.').AsEnumerable();
                while (parts.Count() > 2 && s_parts.Contains(parts.Last(), StringComparer.Ordinal))
                    parts = parts.SkipLast(1);
                if (parts.Count() >= 2 && Kinds.Contains(parts.First()))
                    yield return string.Join('.', parts);
            }
        }
    }

    /// <summary>Every object that a case names or that is in its world, by kind and key.</summary>
    public static IReadOnlySet<string> Known(IReadOnlyList<ConformanceCase> cases) => cases.DistinctBy(one => one.World)
        .SelectMany(one => JsonElement.Parse(one.World.Text).EnumerateObject())
        .Where(kind => kind.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(kind => kind.Value.EnumerateObject().Select(one => $"{kind.Name}.{one.Name}"))
        .Concat(cases.SelectMany(one => one.Steps.OfType<RequestStep>().SelectMany(Named)))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The kinds of objects that have keys.</summary>
    public static IReadOnlySet<string> Kinds { get; } = WaldurModules.Scenarios.Kinds.SelectMany(kind => kind.WithParts)
        .Select(kind => kind.Kind).ToHashSet(StringComparer.Ordinal);

    private static bool AsksForAll(RequestStep request) => new[] { request.Expect, request.Documented, request.Server }.Any(expected =>
        expected is not null && (expected.Count is not null || expected.Items is not null || expected.Body is ListNode
            || expected.Contains is ListNode || expected.Text is not null
            || expected.Headers?.Entries.Any(header => header.Key is "X-Result-Count" or "Link" && !header.Value.IsNull) == true));

    private static IEnumerable<string> Texts(RequestStep request) => new[] { request.Expect, request.Documented, request.Server }
        .SelectMany(expected => expected is null
            ? (IEnumerable<Node?>)[]
            : [expected.Headers, expected.Body, expected.Contains, expected.HasItem, .. expected.Items ?? []])
        .Concat([request.Headers, request.Body?.Content])
        .OfType<Node>()
        .SelectMany(Texts)
        .Append(request.Target);

    private static IEnumerable<string> Texts(Node node) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => Texts(entry.Value)),
        ListNode list => list.Items.SelectMany(Texts),
        ScalarNode scalar => [scalar.Text],
        _ => [],
    };

    [GeneratedRegex(@"\$\{(?<name>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Template { get; }
}
