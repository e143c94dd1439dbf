using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What becomes of a value that is given as an answer.</summary>
internal enum AnswerVerdict
{
    /// <summary>It is an answer.</summary>
    Valid,

    /// <summary>It is none to a question of that type.</summary>
    Invalid,

    /// <summary>The server crashes while it looks at it.</summary>
    CrashesReading,

    /// <summary>It passes all checks, and the server crashes when it stores it: its database takes no NUL characters.</summary>
    CrashesStoring,
}

/// <summary>What counts as an answer, by the type of the question (section 7). Null is no answer: it takes one away.</summary>
internal static class AnswerRules
{
    /// <summary>Judges a value that is not null.</summary>
    /// <param name="question">The question.</param>
    /// <param name="value">The value.</param>
    /// <param name="today">Lenient dates take their missing parts from it.</param>
    public static AnswerVerdict Judge(Question question, JsonElement value, DateOnly today)
    {
        if (question.Type == QuestionType.Date && value.ValueKind == JsonValueKind.String
            && LenientDate.Judge(value.GetString()!, today) == LenientDateVerdict.Overflow)
        {
            return AnswerVerdict.CrashesReading;
        }

        if (!IsValid(question, value, today))
            return AnswerVerdict.Invalid;
        return HasNul(value) ? AnswerVerdict.CrashesStoring : AnswerVerdict.Valid;
    }

    private static bool IsValid(Question question, JsonElement value, DateOnly today) => question.Type switch
    {
        QuestionType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        QuestionType.SingleSelect => IsChoice(value) && value.GetArrayLength() == 1,
        QuestionType.MultiSelect => IsChoice(value),
        QuestionType.Number => TryNumber(value, out var number) && IsWithin(question, number),
        QuestionType.Year or QuestionType.Rating => TryInteger(value, out var integer) && IsWithin(question, integer),
        QuestionType.Date => IsText(value) && LenientDate.Judge(value.GetString()!, today) == LenientDateVerdict.Valid,
        QuestionType.DateTime => IsText(value) && LenientDateTime.IsValid(value.GetString()!),
        QuestionType.File => FileAnswer.IsValid(question, value),
        QuestionType.MultipleFiles => FileAnswer.AreValid(question, value),
        // Phone numbers, addresses and countries are texts of any kind.
        _ => IsText(value),
    };

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    /// <summary>A list of what look like identifiers; whether the question has such options is not asked.</summary>
    private static bool IsChoice(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(
            static item => IsText(item) && UuidText.TryParse(item.GetString(), out _));

    private static bool TryNumber(JsonElement value, out double number)
    {
        number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            _ => 0,
        };
        return value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            || (IsText(value) && NumberText.TryParseFloat(value.GetString()!, out number));
    }

    private static bool TryInteger(JsonElement value, out double number)
    {
        if (IsText(value))
            return NumberText.TryParseInteger(value.GetString()!, out number);
        return TryNumber(value, out number) && (value.ValueKind != JsonValueKind.Number || PythonText.IsInteger(value));
    }

    // What is no number at all lies within all bounds.
    private static bool IsWithin(Question question, double number) =>
        !(number < (double?)question.MinValue) && !(number > (double?)question.MaxValue);

    private static bool HasNul(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Contains('\0', StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Any(HasNul),
        JsonValueKind.Object => value.EnumerateObject().Any(
            member => member.Name.Contains('\0', StringComparison.Ordinal) || HasNul(member.Value)),
        _ => false,
    };
}
