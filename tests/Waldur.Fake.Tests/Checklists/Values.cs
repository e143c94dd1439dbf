using FsCheck;
using FsCheck.Fluent;

namespace Waldur.Fake.Tests.Checklists;

/// <summary>Random values, from fixed seeds.</summary>
internal static class Values
{
    private static readonly Gen<string> s_uuid = Gen.Elements(
        "\"11111111222233334444555555555555\"", "\"{aaaaaaaa-2222-3333-4444-555555555555}\"");

    private static readonly Gen<string> s_text = Gen.Elements(
        "\"\"", "\"a\"", "\"DE\"", "\"foo bar\"", "\"5\"", "\"true\"", "\"😀\"", "\"name\"");

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        Gen.Elements("null", "true", "false", "0", "1", "-1", "1.0", "2.5", "1e3", "18446744073709551616", "9007199254740993"), s_text);

    /// <summary>A JSON value, nested at most so deep.</summary>
    public static Gen<string> Json(int depth)
    {
        if (depth == 0)
            return s_scalar;
        var item = Json(depth - 1);
        return Gen.OneOf(
            s_scalar,
            item.ListOf().Select(items => $"[{string.Join(",", items.Take(4))}]"),
            item.ListOf().Select(items => $"{{{string.Join(",", items.Take(4).Select((value, i) => $"\"{"abc"[i % 3]}\":{value}"))}}}"));
    }

    /// <summary>An answer that a question of that type, without bounds, takes.</summary>
    public static Gen<string> AnswerTo(QuestionType type) => type switch
    {
        QuestionType.Boolean => Gen.Elements("true", "false"),
        QuestionType.SingleSelect => s_uuid.Select(one => $"[{one}]"),
        QuestionType.MultiSelect => s_uuid.ListOf().Select(many => $"[{string.Join(",", many.Take(3))}]"),
        QuestionType.Number => Gen.Elements("0", "1.0", "-3.25", "true", "\"1e3\"", "\" 5 \"", "\"nan\""),
        QuestionType.Year or QuestionType.Rating => Gen.Elements("2024", "\"2024\"", "true", "-1"),
        QuestionType.Date => Gen.Elements("\"2025-09-04\"", "\"Jan 5\"", "\"10\""),
        QuestionType.DateTime => Gen.Elements("\"2024-01-15\"", "\"2024-01-15T10:30:00Z\""),
        QuestionType.File => Gen.Constant(File),
        QuestionType.MultipleFiles => Gen.Elements("[]", $"[{File}]", $"[{File},{File}]"),
        _ => s_text,
    };

    /// <summary>A value that no question of any type takes.</summary>
    public const string Nonsense = "{\"nonsense\":[null]}";

    private const string File = """{"name":"a.txt","content":"YQ=="}""";

    /// <summary>Checks a property of so many random values, always the same ones.</summary>
    public static void Check<T>(Gen<T> values, Action<T> property, int times = 300) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(20260103UL, 7UL),
        Prop.ForAll(Arb.From(values), property));
}
