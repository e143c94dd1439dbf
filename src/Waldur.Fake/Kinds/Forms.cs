namespace Waldur.Fake;

/// <summary>The forms that tables are made of.</summary>
internal static class Forms
{
    public static readonly TextForm Text = new();
    public static readonly TextForm Title = new(max: 150, min: 1);
    public static readonly FlagForm Flag = new();
    public static readonly UuidForm Uuid = new();
    public static readonly MomentForm Moment = new();
    public static readonly DateForm Date = new();
    public static readonly DecimalForm Number = new();
    public static readonly IntegerForm<int> Count = new(min: 0, max: int.MaxValue);
    public static readonly JsonForm Json = new();
    public static readonly JsonObjectForm AnyObject = new();

    /// <summary>The field must be there.</summary>
    public static readonly Absent Required = new("required", IsRequired: true);

    public static TextForm TextUpTo(int max) => new(max);

    public static TextForm FilledUpTo(int max) => new(max, min: 1);

    public static IntegerForm<int> Whole(int min, int max) => new(min, max);

    public static IntegerForm<long> Long(long min = long.MinValue, long max = long.MaxValue) => new(min, max);

    public static ChoiceForm<string> OneOf(IEnumerable<string> texts) => new([.. texts.Select(text => (text, text))]);

    public static ChoiceForm<T> Label<T>(Labels<T> labels, T? but = null)
        where T : struct, Enum => new([.. labels.Where(row => !row.Key.Equals(but)).Select(row => (row.Value, row.Key))]);

    public static ReferenceForm Ref(TableDefinition table) => new(table);

    public static ListForm<T> List<T>(Form<T> item) => new(item);

    public static OneOrManyForm<T> OneOrMany<T>(Form<T> item) => new(item);

    public static NamedForm<T> Named<T>(Form<T> item, string names) => new(item, names);

    public static ShortForm<TShort, T> Short<TShort, T>(Form<TShort> brief, Func<T, TShort, T> with, Fields<T> full) => new(brief, with, full);

    /// <summary>The value, or null.</summary>
    public static MaybeForm<T> OrNull<T>(Form<T> form)
        where T : struct => new(form, isSaid: true);

    /// <summary>The text or object, or null.</summary>
    public static NullableForm<T> OrNone<T>(Form<T> form)
        where T : class => new(form, isSaid: true);

    /// <summary>A value that the row may be without; a file then leaves it out.</summary>
    public static MaybeForm<T> Maybe<T>(Form<T> form)
        where T : struct => new(form, isSaid: false);
}
