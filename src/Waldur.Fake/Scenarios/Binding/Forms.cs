namespace Waldur.Fake;

/// <summary>The forms that tables are made of.</summary>
internal static class Forms
{
    public static readonly TextForm Text = new();
    public static readonly TextForm Name = new(max: 150, min: 1);
    public static readonly FlagForm Flag = new();
    public static readonly UuidForm Uuid = new();
    public static readonly MomentForm Moment = new();
    public static readonly DateForm Date = new();
    public static readonly DecimalForm Decimal = new();
    public static readonly IntegerForm Count = new(min: 0, max: int.MaxValue);
    public static readonly JsonForm Json = new();
    public static readonly JsonForm JsonObject = new(mustBeObject: true);

    public static TextForm TextUpTo(int max) => new(max);

    public static TextForm FilledUpTo(int max) => new(max, min: 1);

    public static IntegerForm Whole(long min = long.MinValue, long max = long.MaxValue) => new(min, max);

    public static ChoiceForm OneOf(params IReadOnlyList<string> choices) => new(choices);

    public static ReferenceForm Ref(string kind) => new(kind);

    public static ListForm<T> List<T>(Form<T> item) => new(item);

    public static NamedForm<T> Named<T>(Form<T> item, string names) => new(item, names);

    public static ObjectsForm<T> Objects<T>(Form<T> item, string what)
        where T : ScenarioObject, new() => new(item, what);

    public static OneOrManyForm<T> OneOrMany<T>(Form<T> item) => new(item);

    public static ShortForm<TShort, T> Short<TShort, T>(Form<TShort> brief, Func<TShort, T> make, Form<T> full) => new(brief, make, full);
}
