using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Answers that are files (section 7.4): a name and a content in base64 are sent; what is kept is name, size, type and an identifier.
/// </summary>
internal static class FileAnswer
{
    private const long Megabyte = 1_048_576;

    /// <summary>Whether it is a file that the question allows.</summary>
    public static bool IsValid(Question question, JsonElement value) =>
        TryRead(value, out var name, out var content)
        && HasAllowedEnding(question, name)
        && HasAllowedType(question, content)
        && (question.MaxFileSizeMb is null or 0 || content.LongLength <= question.MaxFileSizeMb * Megabyte);

    /// <summary>Whether it is a list of such files, and not of too many.</summary>
    public static bool AreValid(Question question, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
        && (question.MaxFilesCount is null or 0 || value.GetArrayLength() <= question.MaxFilesCount)
        && value.EnumerateArray().All(file => IsValid(question, file));

    /// <summary>
    /// The form in which a new answer is kept. A changed answer is not brought into this form: release 7.9.6 keeps it as it was sent.
    /// </summary>
    public static JsonElement Kept(Question question, JsonElement value, Transaction changes)
    {
        if (question.Type is not (QuestionType.File or QuestionType.MultipleFiles))
            return value.Clone();
        var json = new JsonOut("");
        if (question.Type == QuestionType.File)
        {
            Write(json, value, changes);
        }
        else
        {
            json.BeginArray();
            foreach (var file in value.EnumerateArray())
                Write(json, file, changes);
            json.EndArray();
        }
        return JsonElement.Parse(json.Written.Span);
    }

    private static void Write(JsonOut json, JsonElement file, Transaction changes)
    {
        if (!TryRead(file, out var name, out var content))
            throw new ArgumentException("The answer is no file: it was not checked.", nameof(file));
        json.BeginObject();
        json.Name("name");
        json.String(name);
        json.Name("size");
        json.Int(content.Length);
        json.Name("mime_type");
        json.String(FileSniffer.Sniff(content));
        json.Name("stored_file_id");
        json.Uuid(changes.NewUuid());
        json.EndObject();
    }

    private static bool TryRead(JsonElement value, out string name, out byte[] content)
    {
        (name, content) = ("", []);
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("name", out var sentName) || sentName.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("content", out var sentContent) || sentContent.ValueKind != JsonValueKind.String
            || !StrictBase64.TryDecode(sentContent.GetString()!, out var decoded))
        {
            return false;
        }

        (name, content) = (sentName.GetString()!, decoded);
        return true;
    }

    private static bool HasAllowedEnding(Question question, string name)
    {
        if (question.AllowedFileTypes.IsEmpty)
            return true;
        var dot = name.LastIndexOf('.');
        return dot >= 0 && question.AllowedFileTypes.Any(allowed =>
            string.Equals(allowed.ToLowerInvariant(), name[dot..].ToLowerInvariant(), StringComparison.Ordinal));
    }

    private static bool HasAllowedType(Question question, ReadOnlySpan<byte> content)
    {
        if (question.AllowedMimeTypes.IsEmpty)
            return true;
        var type = FileSniffer.Sniff(content);
        var major = type[..type.IndexOf('/', StringComparison.Ordinal)] + "/*";
        return question.AllowedMimeTypes.Contains(type) || question.AllowedMimeTypes.Contains(major);
    }
}
