using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>The forms of values that only faults have.</summary>
internal static class FaultForms
{
    public const int MostSeconds = 24 * 60 * 60;

    public static readonly FaultTargetForm Target = new();
    public static readonly FaultObjectForm Object = new();

    public static readonly ScalarForm<TimeSpan> Seconds = new(
        "number of seconds, at most a day", $"a number of seconds from 0 to {MostSeconds.ToString(CultureInfo.InvariantCulture)}",
        "number", null, node => Number(node) is >= 0 and <= MostSeconds and var seconds ? SpanOf(seconds) : null,
        span => Node.Of((decimal)span.Ticks / TimeSpan.TicksPerSecond));

    public static readonly ScalarForm<decimal> Rate = new(
        "number above 0, at most 1", "a number above 0 and at most 1", "number", null,
        node => Number(node) is > 0 and <= 1 and var rate ? rate : null, Node.Of);

    private static TimeSpan SpanOf(decimal seconds) => TimeSpan.FromTicks((long)decimal.Round(seconds * TimeSpan.TicksPerSecond));

    private static decimal? Number(ScalarNode node) =>
        node.Type is ScalarType.Integer or ScalarType.Float
        && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}

/// <summary>An operation, a group, or any request.</summary>
internal sealed class FaultTargetForm : Form<FaultTarget>
{
    public override string Name => "operation such as `robot_accounts.create`, group such as `robot_accounts`, or `any`";

    private static IEnumerable<string> Names =>
        [.. Operations.All.Select(operation => operation.ToString()), .. Operations.Groups, FaultTarget.Any];

    public override bool TryRead(Node node, Reading reading, out FaultTarget value)
    {
        value = default;
        if (node is not ScalarNode { Type: ScalarType.Text } named)
        {
            reading.Expected(node, $"an {Name.Replace("`", "", StringComparison.Ordinal)}");
            return false;
        }
        value = Operations.Find(named.Text) is { } operation ? new(operation) : new(Group: named.Text);
        if (value.Operation is not null || Operations.Groups.Contains(named.Text, StringComparer.Ordinal))
            return true;
        value = default;
        if (named.Text == FaultTarget.Any)
            return true;
        reading.Problems.Add(
            node.At, $"there is no operation or group {named.Text}; {Operations.Known(named.Text)}", Nearest.To(named.Text, Names));
        return false;
    }

    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. Names.Select(name => JsonValue.Create(name))]) };

    public override Node Write(FaultTarget value, Writing writing) => Node.Of(value.ToString());
}

/// <summary>One operation.</summary>
internal sealed class OperationForm : Form<OperationName>
{
    public override string Name => "operation such as `robot_accounts.create`";

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out OperationName value)
    {
        value = null;
        if (node is not ScalarNode { Type: ScalarType.Text } named)
        {
            reading.Expected(node, "an operation such as robot_accounts.create");
            return false;
        }
        value = Operations.Find(named.Text);
        if (value is null)
        {
            reading.Problems.Add(
                node.At, $"there is no operation {named.Text}; {Operations.Known(named.Text)}",
                Nearest.To(named.Text, Operations.All.Select(operation => operation.ToString())));
        }
        return value is not null;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string" };

    public override Node Write(OperationName value, Writing writing) => Node.Of(value.ToString());
}

/// <summary>An object of the world, by kind and key, or by its identifier.</summary>
internal sealed class FaultObjectForm : Form<Guid>
{
    public override string Name => "kind and key such as `robot_accounts.ci`, or uuid";

    public override bool TryRead(Node node, Reading reading, out Guid value)
    {
        value = default;
        if (Forms.Uuid.Read(node) is { } uuid)
        {
            value = uuid;
            return true;
        }
        if (node is ScalarNode { Type: ScalarType.Text, Text: var text } && text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
            return reading.TryFind(text[..dot], "", text[(dot + 1)..], node.At, out value);
        reading.Expected(node, $"a {Name.Replace("`", "", StringComparison.Ordinal)}");
        return false;
    }

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "string" };

    public override Node Write(Guid value, Writing writing) =>
        writing.Find(Fake.Name.Table, value) is { } name ? Node.Of($"{name.Kind}.{name.Key}") : Forms.Uuid.Write(value, writing);
}
