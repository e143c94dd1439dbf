using System.Globalization;
using System.Text;
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

    /// <summary>The body: each item by itself, so that what is wrong with its form and with its answer is told together.</summary>
    public static readonly Body<List<Outcome<SubmittedAnswer>>> Body = new(
        Shape.ListOf(Shape.Object(new(Question, Shape.Formatted("uuid")), new(Data, Shape.Any with { Nullable = true }))
            .Named("AnswerSubmitRequest")),
        static (input, _) =>
        {
            var sent = input.IsForm ? input.AsList() : input.Json;
            if (Problem.NotAList(sent) is { } wrong)
                return wrong;
            return sent.EnumerateArray().Select(item => ReadItem(item, input.IsForm)).ToList();
        });

    /// <summary>The answers with their questions; or what is wrong with any of them.</summary>
    public static Outcome<List<(Question Question, JsonElement Answer)>> Judge(
        Call call, ChecklistCompletion completion, List<Outcome<SubmittedAnswer>> sent)
    {
        var storable = true;
        var judged = sent.ConvertAll(item => item.Problem is { } wrong ? wrong : Judge(call, completion, item.Value, ref storable));
        if (judged.Exists(static item => item.Problem is not null))
            return Problem.OfItems(judged.ConvertAll(static item => item.Problem));
        if (!storable)
            throw new ServerCrashException(CommonDivergences.ServerCrash);
        return judged.ConvertAll(static item => item.Value);
    }

    private static Outcome<SubmittedAnswer> ReadItem(JsonElement item, bool isForm)
    {
        if (item.ValueKind == JsonValueKind.Null)
            return Problem.Texts(BodyField.NullText);
        if (Problem.NotAnObject(item) is { } notAnObject)
            return notAnObject;

        var problems = new ProblemsOfFields();
        if (ReadUuid(item, out var uuid) is { } wrong)
            problems.Add(Question, wrong);
        if (!item.TryGetProperty(Data, out var answer))
            problems.Add(Data, BodyField.RequiredText);
        // a form carries the answer as JSON
        else if (isForm && !JsonSyntax.TryParse(Encoding.UTF8.GetBytes(answer.GetString()!), out answer, out _))
            problems.Add(Data, "Value must be valid JSON.");
        return problems.IsEmpty ? new SubmittedAnswer(uuid, answer) : problems;
    }

    private static Outcome<(Question, JsonElement)> Judge(
        Call call, ChecklistCompletion completion, SubmittedAnswer sent, ref bool storable)
    {
        var (uuid, answer) = sent;
        if (call.Data.Table(Fake.Question.Table).Find(uuid) is not { } question)
            return OfItem($"Question with UUID {uuid:d} does not exist");
        if (question.Checklist != completion.Checklist)
            return OfItem($"Question {uuid:d} does not belong to this checklist");
        if (answer.ValueKind != JsonValueKind.Null && !IsAccepted(call, question, answer, ref storable))
        {
            return OfItem(
                $"Answer value '{PythonText.Str(answer)}' is not valid for the question '{Cut(question.Description)}' "
                    + $"(type: {QuestionLabels.Types[question.Type]}).");
        }

        return (question, answer);
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

    private static ProblemsOfFields OfItem(string text) => Problem.OfFields(Problem.NoField, text);

    /// <summary>The beginning of a question.</summary>
    private static string Cut(string description) =>
        Python.Length(description) > ShownLength ? Python.First(description, ShownLength) + "..." : description;
}

/// <summary>An answer as it was sent.</summary>
/// <param name="Question">Identifier of the question.</param>
/// <param name="Data">The answer.</param>
internal sealed record SubmittedAnswer(Guid Question, JsonElement Data);
