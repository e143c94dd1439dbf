using System.Globalization;
using static System.Globalization.CultureInfo;
using static System.Globalization.DateTimeStyles;

namespace Waldur.Fake;

/// <summary>The forms that tables are made of.</summary>
internal static class Forms
{
    private const string Urn = "urn:uuid:";
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] s_moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFK",
        "yyyy-MM-dd'T'HH:mmK", Day];

    public static readonly TextForm Text = new();
    public static readonly TextForm Title = new(max: 150, min: 1);
    public static readonly ScalarForm<bool> Flag = new(
        "true or false", "true or false", "boolean", null,
        node => node.Type == ScalarType.Boolean ? node.Text is "true" or "True" or "TRUE" : null, Node.Of);

    /// <summary>An identifier, in any usual spelling. 32 digits without a letter are a number to YAML; nobody means one here.</summary>
    public static readonly ScalarForm<Guid> Uuid = new(
        "uuid", "a uuid such as 0b9d8c7e6f5a4b3c2d1e0f9a8b7c6d5e", "string",
        @"^(urn:uuid:)?\{?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\}?$",
        node => Guid.TryParse(
            node.Text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase) ? node.Text.AsSpan(Urn.Length) : node.Text,
                out var uuid) && uuid != Guid.Empty ? uuid : null, uuid => Node.Of(uuid.ToString("N")));

    /// <summary>ISO 8601 with a zone, or a bare date, which is its midnight.</summary>
    public static readonly ScalarForm<DateTime> Moment = new(
        "date-time", "a date-time such as 2026-01-03T03:04:13Z", "string",
        @"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$",
        node => node switch
        {
            MomentNode known => known.Moment,
            { Type: ScalarType.Text } when DateTime.TryParseExact(
                node.Text, s_moments, InvariantCulture, AdjustToUniversal | AssumeUniversal, out var moment) => moment,
            _ => null,
        },
        moment => new MomentNode(moment));

    /// <summary>A moment that the time of a world may be.</summary>
    public static readonly ClockForm Clock = new();

    public static readonly ScalarForm<DateOnly> Date = new(
        "date", "a date such as 2026-01-31", "string", @"^\d{4}-\d\d-\d\d$",
        node => node.Type == ScalarType.Text && DateOnly.TryParseExact(node.Text, Day, InvariantCulture, None, out var date) ? date : null,
        date => Node.Of(date.ToString(Day, InvariantCulture)));

    /// <summary>At most four decimals, as Waldur stores the bounds of questions.</summary>
    public static readonly ScalarForm<decimal> Number = new(
        "number with at most 4 decimals", "a number with at most 16 digits before and 4 after the point", "number", null,
        node =>
            node.Type is ScalarType.Integer or ScalarType.Float
                && decimal.TryParse(node.Text, NumberStyles.Float, InvariantCulture, out var number)
            && Math.Abs(number) < 1e16m && decimal.Round(number, 4) == number ? number : null,
        Node.Of);

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

    public static ShortForm<TShort, T> Short<TShort, T>(
        Form<TShort> brief, Func<T, TShort, T> with, Fields<T> full) => new(brief, with, full);

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
