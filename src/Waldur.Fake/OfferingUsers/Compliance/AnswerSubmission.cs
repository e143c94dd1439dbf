using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Reads what is submitted (section 6.6): every item is judged before anything is stored, and what is wrong is told parallel to the
/// request, with an empty object for each good item.
/// </summary>
internal static class AnswerSubmission
{
    private const string Question = "question_uuid";
    private const string Data = "answer_data";
    private const int ShownLength = 50;

    /// <summary>The answers of a body; or the refusal.</summary>
    public static (IReadOnlyList<(Question Question, JsonElement Answer)>? Answers, Problem? Problem) Read(
        Call call, ChecklistCompletion completion, BodyInput body)
    {
        // A form holds no items that the server could read.
        if (body.IsForm)
            return ([], null);
        if (body.Json.ValueKind == JsonValueKind.Null)
            return (null, Problem.OfFields("non_field_errors", "No data provided"));
        if (body.Json.ValueKind != JsonValueKind.Array)
            return (null, Problem.OfFields("non_field_errors", $"Expected a list of items but got type \"{PythonText.TypeName(body.Json)}\"."));

        var answers = new List<(Question, JsonElement)>(body.Json.GetArrayLength());
        var problems = new List<Problem?>(answers.Capacity);
        var storable = true;
        foreach (var item in body.Json.EnumerateArray())
        {
            var (answer, problem) = ReadItem(call, completion, item, ref storable);
            answers.Add(answer);
            problems.Add(problem);
        }
        if (problems.Exists(static problem => problem is not null))
            return (null, Problem.OfItems(problems));
        if (!storable)
            throw new ServerCrashException(CommonDivergences.ServerCrash);
        return (answers, null);
    }

    private static ((Question, JsonElement) Answer, Problem? Problem) ReadItem(
        Call call, ChecklistCompletion completion, JsonElement item, ref bool storable)
    {
        if (item.ValueKind == JsonValueKind.Null)
            return (default, Problem.Texts(BodyField.NullText));
        if (BodyFields.NotAnObject(item) is { } notAnObject)
            return (default, notAnObject);

        var problems = new ProblemsOfFields();
        if (ReadUuid(item, out var uuid) is { } wrong)
            problems.Add(Question, wrong);
        if (!item.TryGetProperty(Data, out var answer))
            problems.Add(Data, BodyField.RequiredText);
        if (!problems.IsEmpty)
            return (default, problems);

        if (call.Data.Table(Fake.Question.Table).Find(uuid) is not { } question)
            return (default, OfItem($"Question with UUID {uuid:d} does not exist"));
        if (question.Checklist != completion.Checklist)
            return (default, OfItem($"Question {uuid:d} does not belong to this checklist"));
        if (answer.ValueKind != JsonValueKind.Null && !IsAccepted(call, question, answer, ref storable))
            return (default, OfItem(
                $"Answer value '{PythonText.Str(answer)}' is not valid for the question '{Cut(question.Description)}' "
                    + $"(type: {QuestionLabels.Types[question.Type]})."));
        return ((question, answer), null);
    }

    private static bool IsAccepted(Call call, Question question, JsonElement answer, ref bool storable)
    {
        var verdict = AnswerRules.Judge(question, answer, DateOnly.FromDateTime(call.Data.Now));
        if (verdict is AnswerVerdict.Valid or AnswerVerdict.Invalid)
            return verdict == AnswerVerdict.Valid;
        call.Note(CommonDivergences.ServerCrash);
        if (!call.AsServer(CommonDivergences.ServerCrash))
            return false;
        if (verdict == AnswerVerdict.CrashesReading)
            throw new ServerCrashException(CommonDivergences.ServerCrash);
        // The server would not notice before it stores the answers, if all of them are good.
        storable = false;
        return true;
    }

    private static string? ReadUuid(JsonElement item, out Guid uuid)
    {
        uuid = default;
        if (!item.TryGetProperty(Question, out var sent))
            return BodyField.RequiredText;
        switch (sent.ValueKind)
        {
            case JsonValueKind.Null:
                return BodyField.NullText;
            case JsonValueKind.String when UuidText.TryParse(sent.GetString(), out uuid):
                return null;
            case JsonValueKind.Number when PythonText.IsInteger(sent) && sent.TryGetUInt64(out var number):
                uuid = Guid.ParseExact(number.ToString("x32", CultureInfo.InvariantCulture), "N");
                return null;
            default:
                return "Must be a valid UUID.";
        }
    }

    private static ProblemsOfFields OfItem(string text) => Problem.OfFields("non_field_errors", text);

    /// <summary>The beginning of a question, in characters as Python counts them.</summary>
    private static string Cut(string description)
    {
        var length = 0;
        var shown = 0;
        foreach (var rune in description.EnumerateRunes())
        {
            if (shown++ == ShownLength)
                return description[..length] + "...";
            length += rune.Utf16SequenceLength;
        }
        return description;
    }
}
