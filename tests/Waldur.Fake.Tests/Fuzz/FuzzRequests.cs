using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake.Fuzz;

/// <summary>
/// Makes requests up: each begins as a valid one of an operation of the tables, and most are then spoilt in one or more places. The same seed
/// makes the same requests.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="world">The world that they are put to; its objects are named in them.</param>
internal sealed class FuzzRequests(ulong seed, World world)
{
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"];

    private static readonly string[] s_types =
    [
        "application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b",
        "text/plain",
        "application/json;",
    ];

    private static readonly string[] s_texts =
    [
        "", " ", "x", "null", "OK", "Creating", "2026-01-03", "2026-13-45", "1e400", "-1", "Ünï 😀", "a\0b", "<b>x</b><script>y</script>",
        "javascript:x",
        "http://localhost/api/users/", "a@example.com", "https://example.com/x?y#z", "ssh-ed25519 AAAA x", "%00", "..", "\u202e",
        new('x', 300),
    ];

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e300", "99999999999999999999", "[]", "{}", "[[[]]]", "[null]", "[1,\"x\",{}]",
        "{\"uuid\":null}",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
    ];

    /// <summary>What no parser of .NET would write.</summary>
    private static readonly string[] s_raw = [.. s_values, "{\"a\":1,\"a\":2}", "\"\\ud800\"", "\"\\u0000\"", "NaN", "{", "[1,]", "\"\t\""];

    private static readonly Operation[] s_operations = [.. WaldurModules.Operations.Where(operation => operation.Documented)];

    private readonly Guid[] _identifiers =
    [
        .. world.Users.Select(row => row.Uuid), .. world.Projects.Select(row => row.Uuid), .. world.Offerings.Select(row => row.Uuid),
        .. world.Resources.Select(row => row.Uuid), .. world.Questions.Select(row => row.Uuid), Guid.Empty,
    ];

    private readonly string[] _tokens =
        [.. world.Data.Table(Token.Table).OrderByDescending(token => world.Users.Get(token.User).IsStaff).Select(token => token.Key)];

    private ulong _state = seed;

    /// <summary>The next request. It is made anew each time that it is sent.</summary>
    /// <param name="address">Where the server is.</param>
    public Func<HttpRequestMessage> Next(Uri address)
    {
        var operation = Of(s_operations);
        var (method, path) = (operation.Method, operation.Path.Replace("{uuid}", Identifier(operation.Path), StringComparison.Ordinal));
        var query = Chance(30) ? Query(operation) : "";
        var body = operation.Body is { } shape ? Encoding.UTF8.GetBytes(Value(shape).ToJsonString()) : null;
        var (type, accept, authorization, impersonated) = (
            "application/json", "*/*", $"Token {(Chance(70) ? _tokens[0] : Of(_tokens))}", (string?)null);
        for (var spoilt = Math.Max(0, Below(6) - 2); spoilt > 0; spoilt--)
        {
            switch (Below(10))
            {
                case 0:
                    method = Of(s_methods);
                    break;
                case 1:
                    path = Spoilt(path);
                    break;
                case 2:
                    query += (query.Length == 0 ? "?" : "&") + Uri.EscapeDataString(Of(s_texts)) + "="
                        + Of("1", "x", "%ff", "%00", "+", "a;b");
                    break;
                case 3:
                    type = Of(s_types);
                    break;
                case 4 when Chance(50):
                    accept = Of("text/html", "application/json", "image/png", "*/*;q=0", "");
                    break;
                case 4:
                    authorization = Of("Token", "Token a b", "Bearer x", "Bearer a.b.c", "Basic x", "", "Token \u00e9");
                    break;
                case 5:
                    impersonated = Chance(70) ? Of(_identifiers).ToString("n") : Of("x", "");
                    break;
                default:
                    body = Spoilt(body ?? Encoding.UTF8.GetBytes(Of(s_raw)));
                    break;
            }
        }
        return () =>
            Message(method, address.GetLeftPart(UriPartial.Authority) + path + query, body, type, accept, authorization, impersonated);
    }

    private static HttpRequestMessage Message(
        string method, string address, byte[]? body, string type, string accept, string authorization, string? impersonated)
    {
        var uri = new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(method), uri);
        message.Headers.Host = "localhost";
        message.Headers.TryAddWithoutValidation("Accept", accept);
        message.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (impersonated is not null)
            message.Headers.TryAddWithoutValidation("X-Impersonated-User-Uuid", impersonated);
        if (body is null)
            return message;
        message.Content = new ByteArrayContent(body);
        if (MediaTypeHeaderValue.TryParse(type, out var parsed))
            message.Content.Headers.ContentType = parsed;
        else
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return message;
    }

    private string Query(Operation operation)
    {
        if (operation.Parameters.Count == 0)
            return "?format=json";
        return "?" + string.Join('&', Enumerable.Range(0, 1 + Below(3)).Select(_ =>
        {
            var parameter = Of([.. operation.Parameters]);
            var value = Chance(70) ? Value(parameter.Shape.Items ?? parameter.Shape) : JsonValue.Create(Of(s_texts));
            return $"{parameter.Name}={Uri.EscapeDataString(value is JsonValue one && one.TryGetValue<string>(out var text) ? text : value.ToJsonString())}";
        }));
    }

    private string Identifier(string path)
    {
        if (Chance(5))
            return Of("x", "00000000000000000000000000000000", "%00", "..", new string('a', 400));
        Guid[] all = path.Split('/')[2] switch
        {
            "marketplace-robot-accounts" => [.. world.RobotAccounts.Select(row => row.Uuid)],
            "marketplace-offering-users" => [.. world.OfferingUsers.Select(row => row.Uuid)],
            "marketplace-resource-users" => [.. world.ResourceUsers.Select(row => row.Uuid)],
            "marketplace-course-accounts" => [.. world.CourseAccounts.Select(row => row.Uuid)],
            _ => _identifiers,
        };
        return Of(all.Length == 0 ? _identifiers : all).ToString(Chance(90) ? "n" : "d");
    }

    /// <summary>A value of a form, as it would be sent.</summary>
    private JsonNode Value(Shape shape, int depth = 0, string name = "")
    {
        if (depth > 4 || (depth > 0 && Chance(3)))
            return JsonNode.Parse(Of(s_values)) ?? JsonValue.Create(0);
        if (shape.Enum is { Count: > 0 } choices)
            return JsonValue.Create(Convert.ToString(Of([.. choices]), CultureInfo.InvariantCulture)!);
        if (shape.Members is { } members)
        {
            var map = new JsonObject();
            foreach (var member in members.Where(member => member.Required || Chance(50)))
                map[member.Name] = Value(member.Shape, depth + 1, member.Name);
            return map;
        }
        return (shape.Type, shape.Format) switch
        {
            ("array", _) =>
                new JsonArray([.. Enumerable.Range(0, Below(3)).Select(_ => (JsonNode?)Value(shape.Items ?? Shape.Any, depth + 1, name))]),
            ("boolean", _) => JsonValue.Create(Chance(50)),
            ("integer" or "number", _) => JsonValue.Create(Below(20)),
            (_, "uuid") => JsonValue.Create((name == "project" ? Of([.. world.Projects]).Uuid : Of(_identifiers)).ToString("n")),
            (_, "uri") => JsonValue.Create(Link(name)),
            (_, "email") => JsonValue.Create($"a{Below(1000)}@example.com"),
            (_, "date") => JsonValue.Create("2026-02-03"),
            (_, "date-time") => JsonValue.Create("2026-02-03T04:05:06Z"),
            _ => JsonValue.Create(Chance(60) ? $"t{Below(100)}" : Of(s_texts)),
        };
    }

    private string Link(string name)
    {
        var (collection, rows) = name switch
        {
            "resource" => ("marketplace-resources", world.Resources.Select(row => row.Uuid).ToArray()),
            "offering" => ("marketplace-provider-offerings", [.. world.Offerings.Select(row => row.Uuid)]),
            "project" => ("projects", [.. world.Projects.Select(row => row.Uuid)]),
            "role" => ("marketplace-offering-user-roles", [.. world.Data.Table(OfferingUserRole.Table).Select(row => row.Uuid)]),
            _ => ("users", [.. world.Users.Select(row => row.Uuid)]),
        };
        return name.EndsWith("_url", StringComparison.Ordinal)
            ? "https://example.com/x"
            : $"http://localhost/api/{collection}/{Of(rows):n}/";
    }

    private string Spoilt(string path) => Below(6) switch
    {
        0 => path.TrimEnd('/'),
        1 => path.ToUpperInvariant(),
        2 => path.Insert(1 + Below(path.Length), Of("%2F", "//", "%00", "%c3%28", ".json", "{uuid}", "%C3%A9")),
        3 => "/k" + path,
        4 => path + Of("x/", ".json", ".xml", "?", "/"),
        _ => path[..(1 + Below(path.Length))],
    };

    private byte[] Spoilt(byte[] body)
    {
        switch (Below(6))
        {
            case 0 when body.Length > 0:
                var other = body.ToArray();
                other[Below(other.Length)] = (byte)Below(256);
                return other;
            case 1:
                return body[..Below(body.Length + 1)];
            case 2:
                return Encoding.UTF8.GetBytes(Of(s_raw));
            case 3:
                return [.. body, .. body[..Below(body.Length + 1)]];
            default:
                return OtherValue(body);
        }
    }

    /// <summary>One value of the body becomes another.</summary>
    private byte[] OtherValue(byte[] body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object || parsed.RootElement.GetPropertyCount() == 0)
                return Encoding.UTF8.GetBytes(Of(s_raw));
            var spoilt = Below(parsed.RootElement.GetPropertyCount());
            var value = Chance(50) ? Of(s_raw) : JsonSerializer.Serialize(Of(s_texts));
            var members = parsed.RootElement.EnumerateObject().Select((member, i) =>
                $"{JsonSerializer.Serialize(member.Name)}:{(i == spoilt ? value : member.Value.GetRawText())}");
            return Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}");
        }
        catch (Exception noText) when (noText is JsonException or InvalidOperationException)
        {
            return body;
        }
    }

    private bool Chance(int percent) => Below(100) < percent;

    private int Below(int most)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return (int)(Randomness.Mix(_state) % (ulong)most);
    }

    private T Of<T>(params T[] all) => all[Below(all.Length)];
}
