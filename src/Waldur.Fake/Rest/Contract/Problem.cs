using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What is wrong with a value of a request, in the shape in which Waldur says so.</summary>
internal abstract class Problem
{
    /// <summary>The key of what belongs to no field.</summary>
    public const string NoField = "non_field_errors";

    private const string NoData = "No data provided";

    /// <summary>A list of texts.</summary>
    public static Problem Texts(params IReadOnlyList<string> texts) => new TextList(texts);

    /// <summary>One text, not in a list.</summary>
    public static Problem Text(string text) => new SingleText(text);

    /// <summary>One field with one text.</summary>
    public static ProblemsOfFields OfFields(string field, string text) => new ProblemsOfFields().Add(field, text);

    /// <summary>Problems parallel to a list that was sent; null stands for an item without problem.</summary>
    public static Problem OfItems(IReadOnlyList<Problem?> items) => new ItemList(items);

    /// <summary>What is wrong with a value that should be an object; null: it is one.</summary>
    public static Problem? NotAnObject(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => null,
        JsonValueKind.Null => OfFields(NoField, NoData),
        _ => OfFields(NoField, $"Invalid data. Expected a dictionary, but got {PythonText.TypeName(value)}."),
    };

    /// <summary>What is wrong with a value that should be a list; null: it is one.</summary>
    public static Problem? NotAList(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => null,
        JsonValueKind.Null => OfFields(NoField, NoData),
        _ => OfFields(NoField, ListExpected(value)),
    };

    /// <summary>The text for a value that is no list.</summary>
    internal static string ListExpected(JsonElement value) => $"Expected a list of items but got type \"{PythonText.TypeName(value)}\".";

    /// <summary>Writes the problem as JSON.</summary>
    public abstract void Write(JsonOut json);

    private sealed class TextList(IReadOnlyList<string> texts) : Problem
    {
        public override void Write(JsonOut json)
        {
            json.BeginArray();
            foreach (var text in texts)
                json.String(text);
            json.EndArray();
        }
    }

    private sealed class SingleText(string text) : Problem
    {
        public override void Write(JsonOut json) => json.String(text);
    }

    private sealed class ItemList(IReadOnlyList<Problem?> items) : Problem
    {
        public override void Write(JsonOut json)
        {
            json.BeginArray();
            foreach (var item in items)
            {
                if (item is null)
                {
                    json.BeginObject();
                    json.EndObject();
                }
                else
                {
                    item.Write(json);
                }
            }
            json.EndArray();
        }
    }
}

/// <summary>Problems keyed by field, in the order in which they were found.</summary>
internal sealed class ProblemsOfFields : Problem
{
    private readonly List<(string Field, Problem Problem)> _fields = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _fields.Count == 0;

    /// <summary>Adds what is wrong with a field.</summary>
    public ProblemsOfFields Add(string field, Problem problem)
    {
        _fields.Add((field, problem));
        return this;
    }

    /// <summary>Adds what is wrong with a field.</summary>
    public ProblemsOfFields Add(string field, params IReadOnlyList<string> texts) => Add(field, Texts(texts));

    /// <summary>
    /// Adds what is wrong with a field, unless something is wrong with it already (both ends of a date range share a key).
    /// </summary>
    internal void AddOnce(string field, Problem problem)
    {
        if (!_fields.Exists(pair => pair.Field == field))
            Add(field, problem);
    }

    /// <inheritdoc/>
    public override void Write(JsonOut json)
    {
        json.BeginObject();
        foreach (var (field, problem) in _fields)
        {
            json.Name(field);
            problem.Write(json);
        }
        json.EndObject();
    }
}
