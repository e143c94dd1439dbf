using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Conformance;

/// <summary>Comparisons as text, Markdown and JSON.</summary>
internal static class ComparisonWriter
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(ContractComparison comparison)
    {
        var text = new StringBuilder();
        foreach (var operation in comparison.Changes.GroupBy(change => change.Operation, StringComparer.Ordinal))
        {
            text.Append(operation.Key).Append('\n');
            foreach (var change in operation)
                text.Append("  ").Append(change.Breaks ? "breaks  " : "widens  ").Append(Sentence(change)).Append('\n');
        }
        return text.Append(Summary(comparison)).Append('\n').ToString();
    }

    public static string Markdown(ContractComparison comparison)
    {
        var text = new StringBuilder($"## {comparison.From} → {comparison.To}\n\n{Summary(comparison)}\n");
        if (comparison.Changes.Count == 0)
            return text.ToString();
        text.Append("\n| Operation | Where | What | |\n|---|---|---|---|\n");
        foreach (var change in comparison.Changes)
        {
            var cells = new[] { $"`{change.Operation}`", change.Place, change.What, change.Breaks ? "**breaks**" : "widens" };
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }
        return text.ToString();
    }

    public static string Json(ContractComparison comparison) => new JsonObject
    {
        ["from"] = comparison.From,
        ["to"] = comparison.To,
        ["operations"] = comparison.Operations,
        ["breaks"] = comparison.Changes.Any(change => change.Breaks),
        ["changes"] = new JsonArray([.. comparison.Changes.Select(change => new JsonObject
        {
            ["operation"] = change.Operation, ["place"] = change.Place, ["what"] = change.What, ["breaks"] = change.Breaks,
        })]),
    }.ToJsonString(s_readable) + "\n";

    private static string Sentence(ContractChange change) => change.Place.Length == 0 ? change.What : $"{change.Place}: {change.What}";

    private static string Summary(ContractComparison comparison)
    {
        var breaking = comparison.Changes.Count(change => change.Breaks);
        var widening = comparison.Changes.Count - breaking;
        var changes = comparison.Changes.Count == 0
            ? "nothing changed"
            : string.Create(CultureInfo.InvariantCulture, $"{breaking} changes break clients, {widening} only widen");
        return string.Create(
            CultureInfo.InvariantCulture, $"{comparison.From} → {comparison.To}: {comparison.Operations} operations compared; {changes}");
    }
}
