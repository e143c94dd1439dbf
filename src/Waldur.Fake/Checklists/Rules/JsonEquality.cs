using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Equality of JSON values as the server's language has it: numbers by value whatever their form, true is 1 and false is 0,
/// texts by code point and never equal to numbers, lists in order, objects in any order.
/// </summary>
public static class JsonEquality
{
    /// <summary>Are they equal?</summary>
    public static bool Same(JsonElement left, JsonElement right)
    {
        if (NumberOf(left) is { } number)
            return NumberOf(right) is { } other && number.Same(other);
        if (left.ValueKind != right.ValueKind)
            return false;
        return left.ValueKind switch
        {
            JsonValueKind.String => left.ValueEquals(right.GetString()),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
            JsonValueKind.Object => SameMembers(left, right),
            _ => true,
        };
    }

    /// <summary>Does the server take it for true? Not: null, false, 0, and what is empty.</summary>
    public static bool IsTruthy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => !value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.GetPropertyCount() > 0,
        _ => false,
    };

    // A key given twice has its last value.
    private static bool SameMembers(JsonElement left, JsonElement right)
    {
        var mine = Members(left);
        var others = Members(right);
        return mine.Count == others.Count
            && mine.All(member => others.TryGetValue(member.Key, out var other) && Same(member.Value, other));
    }

    private static Dictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    private static Number? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => new(1, null),
        JsonValueKind.False => new(0, null),
        JsonValueKind.Number when PythonText.IsInteger(value) => value.TryGetInt64(out var whole) ? new(whole, null) : new(value.GetUInt64(), null),
        JsonValueKind.Number => new(0, value.GetDouble()),
        _ => null,
    };

    /// <summary>An integer of 64 bits, or a float: compared by their exact values.</summary>
    private readonly record struct Number(Int128 Whole, double? Float)
    {
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
