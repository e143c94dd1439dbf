using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// One line a request, for the output of tests: what was asked, what was answered, and what the audit log says has changed.
/// </summary>
/// <param name="write">Takes a line.</param>
/// <param name="asJson">Whether a line is the journal's entry as JSON, for programs.</param>
internal sealed class RequestLog(Action<string> write, bool asJson = false)
{
    /// <summary>Writes the line of a request.</summary>
    public void Write(RecordedRequest recorded)
    {
        if (asJson)
        {
            var json = new JsonOut("");
            RecordedJson.Write(json, recorded);
            Line(json.ToString());
            return;
        }
        var status = recorded.Fate is WireFate.ResetBeforeAnswer ? "reset" : recorded.Status.ToString(CultureInfo.InvariantCulture);
        var line = $"{recorded.Method} {recorded.Target} -> {status}";
        if (recorded.Faults.Count > 0)
            line += $" by {string.Join(", ", recorded.Faults)}";
        if (recorded.Divergences.Count > 0)
            line += $" [{string.Join(", ", recorded.Divergences)}]";
        if (recorded.Hint is { } hint)
            line += $" ({hint})";
        if (recorded.Status >= 400 && recorded.RawAnswer.Length is > 0 and <= 500
            && recorded.AnswerType?.StartsWith("text/html", StringComparison.Ordinal) != true)
        {
            line += " " + recorded.AnswerText;
        }
        foreach (var entry in recorded.Events)
            line += " | " + entry.Message.TrimEnd();
        Line(line);
    }

    /// <summary>
    /// Writes one line. Whatever takes it and fails, such as the output of a test that is over, must not change what is answered.
    /// </summary>
    /// <returns>Whether it was taken.</returns>
    public bool Line(string text)
    {
        try
        {
            write(Escaped(text));
            return true;
        }
#pragma warning disable CA1031 // the writer is somebody else's
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>
    /// Control characters, line ends among them, as they would be written in JSON: nobody who names an object forges a line.
    /// </summary>
    private static string Escaped(string text)
    {
        if (!text.Any(IsEscaped))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsEscaped(character))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                escaped.Append(character);
        }
        return escaped.ToString();
    }

    private static bool IsEscaped(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
