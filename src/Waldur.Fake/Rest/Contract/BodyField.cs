using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A field of a request body: its name, its rules, and how its value is read.</summary>
/// <param name="name">Its name on the wire.</param>
internal abstract class BodyField(string name)
{
    /// <summary>The text for a required field that was not sent.</summary>
    public const string RequiredText = "This field is required.";

    /// <summary>The text for null where it is not allowed.</summary>
    public const string NullText = "This field may not be null.";

    /// <summary>Its name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it must be sent with POST and PUT.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it may be null.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Its form, for the OpenAPI document and the OPTIONS answer.</summary>
    public Shape Shape => Describe() with { Nullable = MayBeNull };

    internal virtual FormKind FormKind => FormKind.Single;

    /// <summary>Whether an empty string is the same as null.</summary>
    internal virtual bool BlankIsNull => false;

    /// <summary>Whether an empty string is a value like any other.</summary>
    internal virtual bool TakesBlank => false;

    /// <summary>The text for one who sent more than <paramref name="max"/> characters.</summary>
    internal static string TooLong(int max) => $"Ensure this field has no more than {max} characters.";

    /// <summary>Reads what was sent into the values.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal abstract Problem? Read(JsonElement value, Call call, BodyValues values);

    private protected abstract Shape Describe();
}

/// <inheritdoc/>
/// <typeparam name="T">Kind of the value.</typeparam>
internal abstract class BodyField<T>(string name) : BodyField(name)
{
    /// <summary>Reads a value that was sent and is not null.</summary>
    internal abstract Outcome<T> ReadValue(JsonElement value, Call call);

    internal sealed override Problem? Read(JsonElement value, Call call, BodyValues values)
    {
        var isNull = value.ValueKind == JsonValueKind.Null
            || (BlankIsNull && value.ValueKind == JsonValueKind.String && value.ValueEquals(""));
        if (isNull && !MayBeNull)
            return Problem.Texts(NullText);
        var read = isNull ? default : ReadValue(value, call);
        if (read.Problem is null)
            values.Set(this, read.Value);
        return read.Problem;
    }
}

/// <summary>A text. It is trimmed; numbers become text.</summary>
internal sealed class TextField(string name) : BodyField<string>(name)
{
    /// <summary>The greatest length after trimming.</summary>
    public int? Max { get; init; }

    /// <summary>Whether it may be empty.</summary>
    public bool MayBeBlank { get; init; }

    internal override bool TakesBlank => MayBeBlank;

    /// <summary>A further rule: the text of the refusal, or null.</summary>
    public Func<string, string?>? Rule { get; init; }

    /// <summary>The format that the document names, if any.</summary>
    public string? Format { get; init; }

    /// <summary>What the value becomes before it is stored.</summary>
    public Func<string, string>? Clean { get; init; }

    /// <summary>The text for a value that is no text; null: values that are none are tested by <see cref="Rule"/> as text.</summary>
    public string NotAText { get; init; } = "Not a valid string.";

    internal override Outcome<string> ReadValue(JsonElement value, Call call)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return Problem.Texts(NotAText);
        var text = Python.Strip(PythonText.Str(value));
        if (text.Length == 0)
            return MayBeBlank ? text : Problem.Texts("This field may not be blank.");
        var wrong = new List<string>();
        if (text.Contains('\0', StringComparison.Ordinal))
            wrong.Add("Null characters are not allowed.");
        if (Max is { } max && Python.Length(text) > max)
            wrong.Add(TooLong(max));
        if (Rule?.Invoke(text) is { } broken)
            wrong.Add(broken);
        return wrong.Count > 0 ? Problem.Texts(wrong) : Clean is null ? text : call.Input?.CleanedOf(text) ?? Clean(text);
    }

    /// <summary>Cleans what was sent, whether or not it is then taken.</summary>
    internal void Prepare(BodyInput input)
    {
        if (input.Json.ValueKind == JsonValueKind.Object && input.TryGet(this, partial: true, out var sent)
            && sent.ValueKind is JsonValueKind.String && PythonText.Str(sent).Trim() is { Length: > 0 } text)
        {
            input.KeepCleaned(text, Clean!(text));
        }
    }

    private protected override Shape Describe() => Shape.Text with { MaxLength = Max, Format = Format };
}

/// <summary>A boolean, also spelled as text (which is not trimmed) or number.</summary>
internal sealed class BoolField(string name) : BodyField<bool>(name)
{
    internal override FormKind FormKind => FormKind.CheckBox;

    internal override Outcome<bool> ReadValue(JsonElement value, Call call) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.GetDouble() is 0 or 1 => value.GetDouble() == 1,
        JsonValueKind.String when value.GetString()!.ToLowerInvariant() is "t" or "y" or "yes" or "true" or "on" or "1" => true,
        JsonValueKind.String when value.GetString()!.ToLowerInvariant() is "f" or "n" or "no" or "false" or "off" or "0" => false,
        _ => Problem.Texts("Must be a valid boolean."),
    };

    private protected override Shape Describe() => Shape.Bool;
}

/// <summary>Any JSON but null, with a rule of its own.</summary>
/// <typeparam name="T">What is read of it.</typeparam>
internal sealed class JsonField<T>(string name, Func<JsonElement, Call, Outcome<T>> read) : BodyField<T>(name)
{
    internal override FormKind FormKind => FormKind.Json;

    internal override Outcome<T> ReadValue(JsonElement value, Call call) => read(value, call);

    private protected override Shape Describe() => Shape.Any;
}
