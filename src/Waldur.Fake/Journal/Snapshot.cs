using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldur.Fake;

/// <summary>
/// A conversation as a text that is the same each time: identifiers, times, tokens and hosts are names, and the same one has the same name
/// all through. An object that the scenario names has its key: <c>&lt;resource:climate-hpc&gt;</c>; others are counted:
/// <c>&lt;robot-account:1&gt;</c>.
/// </summary>
internal sealed partial class Snapshot
{
    private readonly WorldData _data;
    private readonly IReadOnlyList<RecordedRequest> _requests;
    private readonly Dictionary<Guid, string> _kinds = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tokens;

    /// <summary>Of requests, in a world that knows the objects in them.</summary>
    public Snapshot(IReadOnlyList<RecordedRequest> requests, WorldData data)
    {
        (_requests, _data) = (requests, data);
        foreach (var (table, uuid) in requests.SelectMany(request => request.Changed))
            _kinds[uuid] = table.Kind;
        _tokens = data.Table(Token.Table).ToDictionary(
            token => token.Key, token => NameOf(User.Table.Kind, token.User), StringComparer.Ordinal);
    }

    /// <summary>For people: a block for each request.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var request in _requests)
        {
            text.Append(CultureInfo.InvariantCulture, $"{request.Caller ?? "nobody"}: {request.Method} {Named(Address(request))}");
            text.Append(request.Operation is { } operation ? $"  ({operation})\n" : "\n");
            Append(text, request.Body, request.BodyText);
            text.Append(CultureInfo.InvariantCulture, $"-> {request.Status}");
            text.Append(request.Faults.Count > 0 ? $" by {string.Join(", ", request.Faults)}" : "");
            text.Append(request.Divergences.Count > 0 ? $" [{string.Join(", ", request.Divergences)}]\n" : "\n");
            Append(text, request.Answer, request.AnswerText);
            foreach (var change in request.Changes)
                text.Append(CultureInfo.InvariantCulture, $"{change.Change.ToString().ToLowerInvariant()}: {NameOf(change.Uuid)}\n");
            foreach (var entry in request.Events)
                text.Append(CultureInfo.InvariantCulture, $"logged: {entry.Type}\n");
            text.Append('\n');
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>For programs: a list of objects.</summary>
    public string ToJson()
    {
        var json = new JsonOut("", 16 * 1024);
        json.BeginArray();
        foreach (var request in _requests)
        {
            json.Object(() =>
            {
                json.Member("caller", request.Caller);
                json.Member("operation", request.Operation?.ToString());
                json.Member("method", request.Method);
                json.Member("url", Named(Address(request)));
                WriteBody(json, "body", request.Body, request.BodyText);
                json.Name("status");
                json.Int(request.Status);
                json.Array("faults", () =>
                {
                    foreach (var fault in request.Faults)
                        json.String(fault);
                });
                WriteBody(json, "answer", request.Answer, request.AnswerText);
                json.Object("changes", () =>
                {
                    foreach (var change in request.Changes)
                        json.Member(NameOf(change.Uuid), change.Change.ToString().ToLowerInvariant());
                });
                json.Array("events", () =>
                {
                    foreach (var entry in request.Events)
                        json.String(entry.Type);
                });
            });
        }
        json.EndArray();
        return json.ToString();
    }

    /// <summary>A text with names for what is not the same each time.</summary>
    private string Named(string text) => Changing().Replace(text, match => match switch
    {
        { Groups: var groups } when groups["host"].Success => NameOf("host", match.Value),
        { Groups: var groups } when groups["time"].Success => NameOf("time", match.Value),
        _ => NameOf(Guid.Parse(match.Value)),
    });

    private string Text(string text) => _tokens.TryGetValue(text, out var token) ? $"<token:{token}>" : Named(text);

    private void Append(StringBuilder text, JsonElement? body, string raw)
    {
        if (body is { } value)
        {
            Append(text, value, "");
            text.Append('\n');
        }
        else if (raw.Length > 0)
        {
            text.Append(Named(raw.ReplaceLineEndings("\n"))).Append('\n');
        }
    }

    /// <summary>JSON, a member a line.</summary>
    private void Append(StringBuilder text, JsonElement value, string indent)
    {
        var (open, close, items) = value.ValueKind switch
        {
            JsonValueKind.Object => ("{", "}", value.EnumerateObject().Select(member => ((string?)member.Name, member.Value)).ToList()),
            JsonValueKind.Array => ("[", "]", value.EnumerateArray().Select(item => ((string?)null, item)).ToList()),
            _ => ("", "", []),
        };
        if (items.Count == 0)
        {
            text.Append(open.Length > 0 ? open + close : JsonText(value));
            return;
        }
        text.Append(open);
        foreach (var (place, (name, item)) in items.Index())
        {
            text.Append(place == 0 ? "\n" : ",\n").Append(indent).Append("  ");
            if (name is not null)
                text.Append('"').Append(name).Append("\": ");
            Append(text, item, indent + "  ");
        }
        text.Append('\n').Append(indent).Append(close);
    }

    private string JsonText(JsonElement value)
    {
        var json = new JsonOut("");
        Write(json, value);
        return json.ToString();
    }

    private void WriteBody(JsonOut json, string name, JsonElement? body, string raw)
    {
        json.Name(name);
        if (body is { } value)
            Write(json, value);
        else
            json.String(raw.Length == 0 ? null : Named(raw));
    }

    private void Write(JsonOut json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.Object(() =>
                {
                    foreach (var member in value.EnumerateObject())
                    {
                        json.Name(member.Name);
                        Write(json, member.Value);
                    }
                });
                break;
            case JsonValueKind.Array:
                json.BeginArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item);
                json.EndArray();
                break;
            case JsonValueKind.String:
                json.String(Text(value.GetString()!));
                break;
            default:
                json.Value(value);
                break;
        }
    }

    private string NameOf(Guid uuid)
    {
        if (!_kinds.TryGetValue(uuid, out var kind))
        {
            kind = _data.Schema.Tables.FirstOrDefault(table => table != Name.Table && _data.Contains(table, uuid))?.Kind ?? "uuids";
            _kinds.Add(uuid, kind);
        }
        return $"<{Singular(kind)}:{NameOf(kind, uuid)}>";
    }

    /// <summary>The key of an object, or else its number in the conversation.</summary>
    private string NameOf(string kind, Guid uuid) => _data.Table(Name.Table).Find(uuid)?.Key ?? Numbered(kind, uuid.ToString("n"));

    private string NameOf(string kind, string value) => $"<{kind}:{Numbered(kind, value)}>";

    private string Numbered(string kind, string value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            var number = _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
            _names.Add(value, name = number.ToString(CultureInfo.InvariantCulture));
        }
        return name;
    }

    /// <summary>The address as it was sent, from the path on.</summary>
    private static string Address(RecordedRequest request) => Uri.UnescapeDataString(request.Target);

    private static string Singular(string kind) => (kind.EndsWith('s') ? kind[..^1] : kind).Replace('_', '-');

    [GeneratedRegex(
        @"(?<host>https?://[^/\s""'<>?#]+)"
            + @"|(?<time>\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?)"
            + @"|(?<![0-9a-fA-F-])(?<uuid>[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![0-9a-fA-F-])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Changing();
}
