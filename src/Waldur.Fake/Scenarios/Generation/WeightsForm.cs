using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>A map from states to their weights.</summary>
internal sealed class WeightsForm(IReadOnlyList<string> states) : Form<IReadOnlyList<Named<long>>>
{
    private static readonly IntegerForm s_weight = Forms.Whole(0, 1_000_000);
    private static readonly NamedForm<long> s_weights = Forms.Named(s_weight, "states");

    public override string Name => "map from states to weights";

    public override bool TryRead(Node node, BindingContext context, [MaybeNullWhen(false)] out IReadOnlyList<Named<long>> value)
    {
        if (!s_weights.TryRead(node, context, out value))
            return false;
        var known = true;
        foreach (var (state, _, at) in value)
        {
            if (states.Contains(state, StringComparer.Ordinal))
                continue;
            known = false;
            context.Problems.AddAt(at, $"{context.Problems.Path}.{state}", $"no such state; there are {string.Join(", ", states)}", Nearest.To(state, states));
        }
        if (value.Sum(weight => weight.Value) > 0)
            return known;
        context.Problems.Add(node.At, "one weight must be above 0");
        return false;
    }

    public override JsonObject Schema(SchemaBook book)
    {
        var properties = new JsonObject();
        foreach (var state in states)
            properties[state] = s_weight.Schema(book);
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    public override JsonNode Write(object value) => s_weights.Write(value);
}
