using System.Text.Json;
using System.Text.Json.Serialization;

namespace RobotAccounts.Client;

/// <summary>Waldur writes identifiers as 32 hex digits; System.Text.Json by itself reads only those with dashes.</summary>
#region converter
public sealed class WaldurUuidConverter : JsonConverter<Guid>
{
    public override Guid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Guid value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("n"));
}
#endregion
