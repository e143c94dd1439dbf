using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// An object that a create names either by URL or by identifier (section 5.3): exactly one of two fields, null counts as none.
/// </summary>
/// <typeparam name="T">Kind of the object.</typeparam>
/// <param name="Url">The field that takes a URL.</param>
/// <param name="Uuid">The field that takes an identifier.</param>
internal sealed record UrlOrUuid<T>(LinkField<T> Url, UuidRelationField<T> Uuid)
    where T : Entity
{
    /// <summary>The object, if it was named by identifier, else null; or what is wrong. A URL is left to the check of the fields.</summary>
    public Outcome<T?> Read(BodyInput input, Call call)
    {
        var hasUrl = IsSent(input, Url, out _);
        var hasUuid = IsSent(input, Uuid, out var sent);
        if (hasUrl && hasUuid)
            return Whole($"Cannot specify both '{Url.Name}' URL and '{Uuid.Name}'. Use one or the other.");
        if (!hasUrl && !hasUuid)
            return Missing;
        if (!hasUuid)
            return default;
        var found = Uuid.ReadValue(sent, call);
        return found.Problem is null ? found.Value : new ProblemsOfFields().Add(Uuid.Name, Problem.Text(NoSuchObject(sent)));
    }

    /// <summary>The name of the one that was sent, by what <see cref="Read"/> found.</summary>
    public string Sent(T? found) => found is null ? Url.Name : Uuid.Name;

    /// <summary>Whether a field is one of the two.</summary>
    public bool Has(BodyField field) => field == Url || field == Uuid;

    /// <summary>The refusal of a body that names none.</summary>
    public Problem Missing => Whole($"Either '{Url.Name}' URL or '{Uuid.Name}' is required.");

    /// <summary>The error arrives as the printed form of a Python list of errors.</summary>
    private static string NoSuchObject(JsonElement sent)
    {
        var text = JsonOut.Element($"Object with uuid={PythonText.Str(sent)} does not exist.");
        return $"[ErrorDetail(string={PythonText.Repr(text)}, code='does_not_exist')]";
    }

    private static bool IsSent(BodyInput input, BodyField field, out JsonElement value) =>
        input.TryGet(field, partial: true, out value) && value.ValueKind != JsonValueKind.Null;

    private static ProblemsOfFields Whole(string text) => Problem.OfFields(Problem.NoField, text);
}
