using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>A map from states to their weights.</summary>
internal sealed class WeightsForm(IReadOnlyList<string> states) : Form<ImmutableArray<Named<int>>>
{
    private static readonly IntegerForm<int> s_weight = Forms.Whole(0, 1_000_000);
    private static readonly NamedForm<int> s_weights = Forms.Named(s_weight, "states");

    public override string Name => "map from states to weights";

    public override bool TryRead(Node node, Reading reading, out ImmutableArray<Named<int>> value)
    {
        if (!s_weights.TryRead(node, reading, out value))
            return false;
        var known = true;
        foreach (var (state, _, at) in value)
        {
            if (states.Contains(state, StringComparer.Ordinal))
                continue;
            known = false;
            reading.Problems.AddAt(
                at, $"{reading.Problems.Path}.{state}", $"no such state; there are {string.Join(", ", states)}", Nearest.To(state, states));
        }
        if (value.Sum(weight => (long)weight.Value) > 0)
            return known;
        reading.Problems.Add(node.At, "one weight must be above 0");
        return false;
    }

    public override JsonObject Schema(SchemaBook book)
    {
        var properties = new JsonObject();
        foreach (var state in states)
            properties[state] = s_weight.Schema(book);
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    public override Node Write(ImmutableArray<Named<int>> value, Writing writing) => s_weights.Write(value, writing);
}
