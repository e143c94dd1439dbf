using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A field of a request body: its name, its rules, and how its value is read.</summary>
/// <param name="name">Its name on the wire.</param>
public abstract class BodyField(string name)
{
    /// <summary>The text for a required field that was not sent.</summary>
    public const string RequiredText = "This field is required.";

    /// <summary>The text for null where it is not allowed.</summary>
    public const string NullText = "This field may not be null.";

    /// <summary>Its name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Must it be sent with POST and PUT?</summary>
    public bool Required { get; init; }

    /// <summary>May it be null?</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Its form, for the OpenAPI document and the OPTIONS answer.</summary>
    public Shape Shape => Describe() with { Nullable = MayBeNull };

    /// <summary>What the OPTIONS answer calls its type.</summary>
    public virtual string OptionsType => "string";

    internal virtual FormKind FormKind => FormKind.Single;

    /// <summary>Reads a value that was sent and is not null.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    internal abstract Problem? ReadValue(JsonElement value, Call call, out object? result);

    /// <summary>Is an empty string the same as null?</summary>
    internal virtual bool BlankIsNull => false;

    private protected abstract Shape Describe();

    internal Problem? Read(JsonElement value, Call call, out object? result)
    {
        result = null;
        var isNull = value.ValueKind == JsonValueKind.Null
            || (BlankIsNull && value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);
        if (isNull)
            return MayBeNull ? null : Problem.Texts(NullText);
        return ReadValue(value, call, out result);
    }
}

/// <inheritdoc/>
/// <typeparam name="T">Kind of the value.</typeparam>
public abstract class BodyField<T>(string name) : BodyField(name);

/// <summary>A text. It is trimmed; numbers become text.</summary>
public sealed class TextField(string name) : BodyField<string>(name)
{
    /// <summary>The greatest length after trimming.</summary>
    public int? Max { get; init; }

    /// <summary>May it be empty?</summary>
    public bool MayBeBlank { get; init; }

    /// <summary>A further rule: the text of the refusal, or null.</summary>
    public Func<string, string?>? Rule { get; init; }

    /// <summary>The format that the document names, if any.</summary>
    public string? Format { get; init; }

    /// <summary>What the value becomes before it is stored.</summary>
    public Func<string, string>? Clean { get; init; }

    /// <summary>The text for a value that is no text; null: values that are none are tested by <see cref="Rule"/> as text.</summary>
    public string NotAText { get; init; } = "Not a valid string.";

    /// <inheritdoc/>
    public override string OptionsType => Format switch { "email" => "email", "uri" => "url", _ => "string" };

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        result = null;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return Problem.Texts(NotAText);
        var text = PythonText.Str(value).Trim();
        if (text.Length == 0 && !MayBeBlank)
            return Problem.Texts("This field may not be blank.");
        var wrong = new List<string>();
        if (text.Contains('\0', StringComparison.Ordinal))
            wrong.Add("Null characters are not allowed.");
        if (Max is { } max && TextLength(text) > max)
            wrong.Add($"Ensure this field has no more than {max} characters.");
        if (text.Length > 0 && Rule?.Invoke(text) is { } broken)
            wrong.Add(broken);
        if (wrong.Count > 0)
            return Problem.Texts(wrong);
        result = text.Length > 0 && Clean is not null ? Clean(text) : text;
        return null;
    }

    // Python counts code points.
    private static int TextLength(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private protected override Shape Describe() => Shape.Text with { MaxLength = Max, Format = Format };
}

/// <summary>A boolean, also spelled as text or number.</summary>
public sealed class BoolField(string name) : BodyField<bool>(name)
{
    /// <inheritdoc/>
    public override string OptionsType => "boolean";

    internal override FormKind FormKind => FormKind.CheckBox;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.GetDouble() == 1 => true,
            JsonValueKind.Number when value.GetDouble() == 0 => false,
            JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() switch
            {
                "t" or "y" or "yes" or "true" or "on" or "1" => true,
                "f" or "n" or "no" or "false" or "off" or "0" => false,
                _ => null,
            },
            _ => (object?)null,
        };
        return result is null ? Problem.Texts("Must be a valid boolean.") : null;
    }

    private protected override Shape Describe() => Shape.Bool;
}

/// <summary>One out of a few texts.</summary>
public sealed class ChoiceField(string name, params IReadOnlyList<string> choices) : BodyField<string>(name)
{
    /// <inheritdoc/>
    public override string OptionsType => "choice";

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        var text = PythonText.Str(value);
        result = text;
        return choices.Contains(text, StringComparer.Ordinal) ? null : Problem.Texts($"\"{text}\" is not a valid choice.");
    }

    private protected override Shape Describe() => Shape.OneOf(choices);
}

/// <summary>Any JSON but null, with a rule of its own.</summary>
public sealed class JsonField(string name, Func<JsonElement, Call, Problem?> rule) : BodyField<JsonElement>(name)
{
    /// <inheritdoc/>
    public override string OptionsType => "field";

    internal override FormKind FormKind => FormKind.Json;

    internal override Problem? ReadValue(JsonElement value, Call call, out object? result)
    {
        result = value.Clone();
        return rule(value, call);
    }

    private protected override Shape Describe() => Shape.Any;
}
