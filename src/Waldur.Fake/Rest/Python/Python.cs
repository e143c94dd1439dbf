using System.Text.Json;

namespace Waldur.Fake;

/// <summary>JSON values as Python judges them.</summary>
internal static class Python
{
    /// <summary>Names of the months, in lower case.</summary>
    public static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>Whether Python takes it for true. Not: null, false, 0, and what is empty.</summary>
    public static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => !value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.GetPropertyCount() > 0,
        _ => false,
    };

    /// <summary>A text without the white space around it. To Python, U+001C to U+001F are white space too.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>Whether it is white space to Python.</summary>
    public static bool IsSpace(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1C' and <= '\x1F';

    /// <summary>The length of a text in code points.</summary>
    public static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    /// <summary>The first code points of a text.</summary>
    public static string First(string text, int count) => string.Concat(text.EnumerateRunes().Take(count));

    /// <summary>
    /// Equality: numbers by value whatever their form, true is 1 and false is 0, texts by code point and never equal to numbers, lists in
    /// order, objects in any order.
    /// </summary>
    public static bool Same(JsonElement left, JsonElement right)
    {
        if (Number.Of(left) is { } number)
            return Number.Of(right) is { } other && number.Same(other);
        if (left.ValueKind != right.ValueKind)
            return false;
        return left.ValueKind switch
        {
            JsonValueKind.String => left.ValueEquals(right.GetString()),
            JsonValueKind.Array => SameElements(left, right),
            JsonValueKind.Object => SameMembers(left, right),
            _ => true,
        };
    }

    // Plain loops: values nest deep, and a frame a level is enough.
    private static bool SameElements(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return false;
        using var others = right.EnumerateArray();
        foreach (var mine in left.EnumerateArray())
        {
            if (!others.MoveNext() || !Same(mine, others.Current))
                return false;
        }
        return true;
    }

    // A key given twice has its last value.
    private static bool SameMembers(JsonElement left, JsonElement right)
    {
        var mine = Members(left);
        var others = Members(right);
        if (mine.Count != others.Count)
            return false;
        foreach (var (name, value) in mine)
        {
            if (!others.TryGetValue(name, out var other) || !Same(value, other))
                return false;
        }
        return true;
    }

    private static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    /// <summary>An integer of 64 bits, or a float: compared by their exact values.</summary>
    private readonly record struct Number(Int128 Whole, double? Float)
    {
        public static Number? Of(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.True => new(1, null),
            JsonValueKind.False => new(0, null),
            JsonValueKind.Number when PythonText.IsInteger(value) => new(
                value.TryGetInt64(out var whole) ? whole : value.GetUInt64(), null),
            JsonValueKind.Number => new(0, value.GetDouble()),
            _ => null,
        };

        public bool Same(Number other) => (Float, other.Float) switch
        {
            (null, null) => Whole == other.Whole,
            ({ } mine, { } others) => mine == others,
            ({ } mine, null) => IsWhole(mine, other.Whole),
            (null, { } others) => IsWhole(others, Whole),
        };

        private static bool IsWhole(double number, Int128 whole) =>
            Math.Abs(number) < 1e20 && Math.Floor(number) == number && (Int128)number == whole;
    }
}
