using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A body as it was parsed: a JSON value, or the pairs of a form.</summary>
internal sealed class BodyInput
{
    private static readonly JsonElement s_emptyObject = JsonElement.Parse("{}");
    private static readonly JsonElement s_emptyList = JsonElement.Parse("[]");

    private readonly List<KeyValuePair<string, string>>? _form;
    private Dictionary<string, string>? _cleaned;

    private BodyInput(JsonElement json, List<KeyValuePair<string, string>>? form) => (Json, _form) = (json, form);

    /// <summary>No body: it counts as an empty object.</summary>
    public static BodyInput None { get; } = new(s_emptyObject, null);

    /// <summary>The JSON value; for a form an empty object.</summary>
    public JsonElement Json { get; }

    /// <summary>The pairs of a form; null: it is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form => _form;

    /// <summary>Whether it came as a form.</summary>
    public bool IsForm => _form is not null;

    /// <summary>Whether it is what Python takes for false.</summary>
    public bool IsEmpty => _form is null ? !Python.IsTrue(Json) : _form.Count == 0;

    /// <summary>A JSON body.</summary>
    public static BodyInput Of(JsonElement json) => new(json, null);

    /// <summary>A form.</summary>
    public static BodyInput Of(List<KeyValuePair<string, string>> form) => new(s_emptyObject, form);

    /// <summary>A text as it was cleaned before; null if it was not.</summary>
    internal string? CleanedOf(string text) => _cleaned?.GetValueOrDefault(text);

    internal void KeepCleaned(string text, string cleaned) => (_cleaned ??= new(StringComparer.Ordinal))[text] = cleaned;

    /// <summary>The value sent for a field; false if none was sent.</summary>
    /// <param name="field">The field.</param>
    /// <param name="partial">Is it a PATCH? Then what a form lacks was not sent.</param>
    /// <param name="value">The value.</param>
    internal bool TryGet(BodyField field, bool partial, out JsonElement value)
    {
        if (_form is null)
            return Json.TryGetProperty(field.Name, out value);
        var sent = _form.Where(pair => pair.Key == field.Name).Select(pair => pair.Value).ToList();
        switch (field.FormKind)
        {
            case FormKind.List:
                // An HTML form can't tell an empty list from none: what is missing from a whole form is empty.
                value = JsonOut.Element(json =>
                {
                    json.BeginArray();
                    sent.ForEach(json.String);
                    json.EndArray();
                });
                return sent.Count > 0 || !partial;
            case FormKind.CheckBox when sent.Count == 0 && !partial:
                value = JsonElement.Parse("false");
                return true;
            case FormKind.Json when sent.Count > 0
                && JsonSyntax.TryParse(System.Text.Encoding.UTF8.GetBytes(sent[^1]), out var parsed, out _):
                value = parsed;
                return true;
            case FormKind.Objects:
                return TryGetObjects(field.Name, out value);
            default:
                value = sent.Count == 0 ? default : JsonOut.Element(sent[^1]);
                return sent.Count > 0;
        }
    }

    /// <summary>Whether a form has a blank in a field that need not be sent and may not be blank: then it was not sent.</summary>
    internal bool LeavesBlank(BodyField field, JsonElement sent) =>
        IsForm && field is { FormKind: FormKind.Single, Required: false, TakesBlank: false } && sent.ValueEquals("");

    /// <summary>The form as a list of objects: <c>[0]key</c>.</summary>
    internal JsonElement AsList() => TryGetObjects("", out var value) ? value : s_emptyList;

    private bool TryGetObjects(string name, out JsonElement value)
    {
        var objects = new SortedDictionary<int, Dictionary<string, string>>();
        foreach (var (key, text) in _form!)
        {
            var end = key.IndexOf(']', StringComparison.Ordinal);
            if (key.StartsWith(name + "[", StringComparison.Ordinal)
                && end > 0
                && int.TryParse(
                    key.AsSpan(name.Length + 1, end - name.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            {
                objects.TryAdd(place, new(StringComparer.Ordinal));
                objects[place][key[(end + 1)..]] = text;
            }
        }
        value = objects.Count == 0 ? default : JsonOut.Element(json =>
        {
            json.BeginArray();
            foreach (var members in objects.Values)
            {
                json.BeginObject();
                foreach (var (key, text) in members)
                    json.Member(key, text);
                json.EndObject();
            }
            json.EndArray();
        });
        return objects.Count > 0;
    }
}

/// <summary>How a form carries a field.</summary>
internal enum FormKind
{
    /// <summary>One value; the last counts.</summary>
    Single,

    /// <summary>A value each.</summary>
    List,

    /// <summary>Left out when off.</summary>
    CheckBox,

    /// <summary>JSON as text.</summary>
    Json,

    /// <summary>A value for each key of each object: <c>name[0]key</c>.</summary>
    Objects,
}
