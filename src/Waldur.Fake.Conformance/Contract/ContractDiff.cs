using System.Globalization;

namespace Waldur.Fake.Conformance;

/// <summary>
/// Compares two documents for the operations of the first. What counts is what a client sees: query parameters, bodies, the answers of
/// success, permissions.
/// </summary>
internal sealed class ContractDiff(ContractDocument own, ContractDocument other)
{
    /// <summary>Forms may hold themselves; what lies deeper is told elsewhere.</summary>
    private const int MaxDepth = 8;

    private readonly List<ContractChange> _changes = [];
    private string _operation = "";

    public ContractComparison Compare()
    {
        var (mine, others) = (own.Operations(), other.Operations());
        foreach (var (name, operation) in mine)
        {
            _operation = name;
            if (others.TryGetValue(name, out var counterpart))
                Compare(operation, counterpart);
            else
                Tell("", "is gone", breaks: true);
        }
        var collections = mine.Keys.Select(Collection).ToHashSet(StringComparer.Ordinal);
        foreach (var name in others.Keys.Where(name => !mine.ContainsKey(name) && collections.Contains(Collection(name))))
            _changes.Add(new(name, "", "is new", Breaks: false));
        return new(own.Version, other.Version, mine.Count, _changes);
    }

    /// <summary><c>/api/marketplace-robot-accounts/</c> of a method and a path.</summary>
    private static string Collection(string operation) => string.Join('/', operation.Split(' ')[1].Split('/').Take(3));

    private void Tell(string place, string what, bool breaks) => _changes.Add(new(_operation, place, what, breaks));

    private void Compare((MapNode Path, MapNode Operation) mine, (MapNode Path, MapNode Operation) others)
    {
        Parameters(Parameters(own, mine), Parameters(other, others));
        Body(own.Resolve(mine.Operation["requestBody"]), other.Resolve(others.Operation["requestBody"]));
        Answers(Answers(mine.Operation), Answers(others.Operation));
        var (before, after) = (Permissions(mine.Operation), Permissions(others.Operation));
        // many documents do not tell them
        if (after != "none" && before != after)
            Tell("permission", $"{before} became {after}", breaks: true);
    }

    private void Parameters(Dictionary<string, MapNode> mine, Dictionary<string, MapNode> others)
    {
        foreach (var (name, parameter) in mine)
        {
            if (!others.TryGetValue(name, out var counterpart))
                Tell("?" + name, "is gone", breaks: true);
            else
                Parameter("?" + name, parameter, counterpart);
        }
        foreach (var (name, parameter) in others.Where(row => !mine.ContainsKey(row.Key)))
            Tell("?" + name, IsRequired(parameter) ? "is new, and must be sent" : "is new", IsRequired(parameter));
    }

    private void Parameter(string place, MapNode mine, MapNode others)
    {
        if (IsRequired(mine) != IsRequired(others))
            Tell(place, IsRequired(others) ? "must be sent" : "may be left out", IsRequired(others));
        var (before, after) = (FlatSchema.Of(own, mine["schema"]), FlatSchema.Of(other, others["schema"]));
        if (before.Items is not null && after.Items is not null)
            (before, after) = (FlatSchema.Of(own, before.Items), FlatSchema.Of(other, after.Items));
        Value(place, before, after, isSent: true);
    }

    private void Body(MapNode? mine, MapNode? others)
    {
        var (before, after) = (own.Json(mine), other.Json(others));
        if (before is null && after is null)
            return;
        if (before is null)
            Tell("request", "has a body", breaks: IsRequired(others!));
        else if (after is null)
            Tell("request", "has no body", breaks: true);
        else
            Schema("request $", before, after, isSent: true, depth: 0);
    }

    private void Answers(Dictionary<string, Node> mine, Dictionary<string, Node> others)
    {
        foreach (var (status, answer) in mine)
        {
            if (!others.TryGetValue(status, out var counterpart))
            {
                Tell("answer " + status, "is gone", breaks: true);
                continue;
            }
            var (before, after) = (own.Json(answer), other.Json(counterpart));
            if (before is not null && after is not null)
                Schema($"answer {status} $", before, after, isSent: false, depth: 0);
            else if (before is not null)
                Tell("answer " + status, "has no body", breaks: true);
            else if (after is not null)
                Tell("answer " + status, "has a body", breaks: false);
        }
        foreach (var status in others.Keys.Where(status => !mine.ContainsKey(status)))
            Tell("answer " + status, "is new", breaks: true);
    }

    private void Schema(string place, Node mine, Node others, bool isSent, int depth)
    {
        var (before, after) = (FlatSchema.Of(own, mine), FlatSchema.Of(other, others));
        Value(place, before, after, isSent);
        if (depth > MaxDepth)
            return;
        if (before.Items is { } items && after.Items is { } otherItems)
            Schema(place + "[]", items, otherItems, isSent, depth + 1);
        // What the one leaves open the other may spell out.
        if (before.Properties.Count == 0 || after.Properties.Count == 0)
            return;
        foreach (var (name, property) in before.Properties)
        {
            var at = $"{place}.{name}";
            if (!after.Properties.TryGetValue(name, out var counterpart))
            {
                Tell(at, "is gone", breaks: true);
                continue;
            }
            if (isSent && before.Required.Contains(name) != after.Required.Contains(name))
                Tell(at, after.Required.Contains(name) ? "must be sent" : "may be left out", after.Required.Contains(name));
            Schema(at, property, counterpart, isSent, depth + 1);
        }
        foreach (var name in after.Properties.Keys.Where(name => !before.Properties.ContainsKey(name)))
        {
            var isNeeded = isSent && after.Required.Contains(name);
            Tell($"{place}.{name}", isNeeded ? "is new, and must be sent" : "is new", isNeeded);
        }
    }

    /// <summary>
    /// A value that is sent may get wider, and one that is answered narrower, without breaking a client: the other way round it breaks.
    /// </summary>
    private void Value(string place, FlatSchema before, FlatSchema after, bool isSent)
    {
        if (before.Described != after.Described)
            Tell(place, $"{before.Described} became {after.Described}", breaks: true);
        if (before.Nullable != after.Nullable)
            Tell(place, after.Nullable ? "may be null" : "may not be null", breaks: isSent != after.Nullable);
        if (isSent && before.MaxLength != after.MaxLength)
        {
            var isShorter = (after.MaxLength ?? int.MaxValue) < (before.MaxLength ?? int.MaxValue);
            Tell(place, $"its greatest length became {Length(after.MaxLength)}", isShorter);
        }
        if (before.Choices.Count > 0 && after.Choices.Count == 0)
            Tell(place, "may be anything", breaks: !isSent);
        else if (before.Choices.Count == 0 && after.Choices.Count > 0)
            Tell(place, $"may only be {string.Join(", ", after.Choices)}", breaks: isSent);
        else
            Choices(place, before, after, isSent);
    }

    private void Choices(string place, FlatSchema before, FlatSchema after, bool isSent)
    {
        if (before.Choices.Except(after.Choices).ToList() is { Count: > 0 } gone)
            Tell(place, $"{string.Join(", ", gone)} is no choice any more", breaks: isSent);
        if (after.Choices.Except(before.Choices).ToList() is { Count: > 0 } added)
            Tell(place, $"{string.Join(", ", added)} is a new choice", breaks: !isSent);
    }

    private static string Length(int? length) => length?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";

    private static bool IsRequired(MapNode node) => (node["required"] as ScalarNode)?.Text == "true";

    private static Dictionary<string, MapNode> Parameters(ContractDocument document, (MapNode Path, MapNode Operation) of) =>
        new[] { of.Path, of.Operation }.SelectMany(node => (node["parameters"] as ListNode)?.Items ?? [])
            .Select(document.Resolve)
            .Where(parameter => parameter?.TextOf("in") == "query")
            .GroupBy(parameter => parameter!.TextOf("name"), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last()!, StringComparer.Ordinal);

    private static Dictionary<string, Node> Answers(MapNode operation) => ((operation["responses"] as MapNode)?.Entries ?? [])
        .Where(answer => answer.Key.StartsWith('2'))
        .ToDictionary(answer => answer.Key, answer => answer.Value, StringComparer.Ordinal);

    private static string Permissions(MapNode operation) => (operation["x-permissions"] as ListNode)?.Items
        .Select(one => (one as MapNode)?.TextOf("permission") ?? "").Where(name => name.Length > 0).Order(StringComparer.Ordinal).ToList()
        is { Count: > 0 } names ? string.Join(", ", names) : "none";
}
