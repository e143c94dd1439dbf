using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>The objects of a world by kind and key, as <c>GET /_fake/world</c> lists them.</summary>
internal sealed class WorldMap
{
    /// <summary>A world without objects.</summary>
    public static readonly WorldMap Empty = new(new Dictionary<string, WorldObject>(StringComparer.Ordinal));

    private readonly Dictionary<string, WorldObject> _objects;

    /// <summary>These objects, by kind and key, joined by a dot.</summary>
    public WorldMap(Dictionary<string, WorldObject> objects) => _objects = objects;

    /// <summary>Reads the answer of <c>GET /_fake/world</c>.</summary>
    public static WorldMap Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var objects = new Dictionary<string, WorldObject>(StringComparer.Ordinal);
        foreach (var kind in document.RootElement.EnumerateObject().Where(kind => kind.Value.ValueKind is JsonValueKind.Object))
        {
            foreach (var one in kind.Value.EnumerateObject().Where(one => one.Value.ValueKind is JsonValueKind.Object))
            {
                var url = Text(one.Value, "url");
                objects[$"{kind.Name}.{one.Name}"] = new(
                    Text(one.Value, "uuid"),
                    url is null ? null : new Uri(url).PathAndQuery,
                    Text(one.Value, "token"));
            }
        }

        return new(objects);
    }

    /// <summary>Asks a server for its objects.</summary>
    public static async Task<WorldMap> ReadAsync(HttpMessageInvoker http, Uri baseAddress, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(baseAddress, "_fake/world"));
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Finds an object by its kind and key, joined by a dot.</summary>
    public WorldObject? Find(string kindAndKey) => _objects.GetValueOrDefault(kindAndKey);

    private static string? Text(JsonElement map, string name) =>
        map.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One object of a world.</summary>
/// <param name="Uuid">32 hex digits.</param>
/// <param name="Path">Its URL without scheme and host; null if its kind has none.</param>
/// <param name="Token">The token of a user.</param>
internal sealed record WorldObject(string? Uuid, string? Path, string? Token);
