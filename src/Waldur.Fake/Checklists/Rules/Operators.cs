using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Compares an answer with a value (section 8). Both are JSON just as stored: nothing is converted by the type of the question,
/// so a country is text, of which <c>in</c> takes the single characters.
/// </summary>
internal static class Operators
{
    /// <summary>Whether the operator holds. An answer that is null meets none, not even the negated ones.</summary>
    public static Judgement Evaluate(ChecklistOperator how, JsonElement answer, JsonElement required) =>
        answer.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
            ? Judgement.No
            : how switch
            {
                ChecklistOperator.Equals => Judgement.Of(Python.Same(answer, required)),
                ChecklistOperator.NotEquals => Judgement.Of(!Python.Same(answer, required)),
                ChecklistOperator.Contains => Contains(answer, required),
                ChecklistOperator.In => In(answer, required),
                ChecklistOperator.NotIn => NotIn(answer, required),
                _ => Judgement.No,
            };

    /// <summary>Is any element of the value contained in the answer? The first that is ends the search.</summary>
    private static Judgement Contains(JsonElement answer, JsonElement required)
    {
        if (Elements(required) is not { } elements)
            return Judgement.CrashOn(ChecklistOperator.Contains);
        foreach (var element in elements)
        {
            switch (answer.ValueKind)
            {
                case JsonValueKind.String when element.ValueKind == JsonValueKind.String:
                    if (answer.GetString()!.Contains(element.GetString()!, StringComparison.Ordinal))
                        return Judgement.Yes;
                    break;
                case JsonValueKind.Array:
                    if (answer.EnumerateArray().Any(item => Python.Same(item, element)))
                        return Judgement.Yes;
                    break;
                case JsonValueKind.Object:
                    if (element.ValueKind == JsonValueKind.String && answer.TryGetProperty(element.GetString()!, out _))
                        return Judgement.Yes;
                    break;
                default:
                    // A number or a boolean contains nothing, and a text no number: the server does not expect the question.
                    return Judgement.CrashOn(ChecklistOperator.Contains);
            }
        }
        return Judgement.No;
    }

    /// <summary>Is any element of the answer an element of the value? A value that is no list is compared as a whole.</summary>
    private static Judgement In(JsonElement answer, JsonElement required)
    {
        if (required.ValueKind != JsonValueKind.Array)
            return Judgement.Of(Python.Same(answer, required));
        if (Elements(answer) is not { } elements)
            return Judgement.CrashOn(ChecklistOperator.In);
        return Judgement.Of(elements.Any(element => required.EnumerateArray().Any(allowed => Python.Same(element, allowed))));
    }

    private static Judgement NotIn(JsonElement answer, JsonElement required) => In(answer, required) is { Crash: null } found
        ? Judgement.Of(!found.Holds)
        : Judgement.CrashOn(ChecklistOperator.NotIn);

    /// <summary>What Python iterates: a list's elements, a text's characters, an object's keys; null for what can't be iterated.</summary>
    private static IEnumerable<JsonElement>? Elements(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.String => value.GetString()!.EnumerateRunes().Select(character => JsonOut.Element(character.ToString())),
        JsonValueKind.Object => value.EnumerateObject().Select(member => JsonOut.Element(member.Name)),
        _ => null,
    };
}
