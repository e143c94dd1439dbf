using System.Globalization;

namespace Waldur.Fake;

/// <summary>One line a request, for the output of tests: what was asked, what was answered, and what the audit log says has changed.</summary>
/// <param name="write">Takes a line.</param>
internal sealed class RequestLog(Action<string> write)
{
    /// <summary>Writes the line of a request.</summary>
    public void Write(WireRequest request, WireAnswer answer, WorldData before, WorldData after)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Target} -> {answer.Status}");
        if (answer.Headers["X-Waldur-Fake-Divergence"] is { } divergence)
            line += $" [{divergence}]";
        if (answer.Headers[HintedApi.Header] is { } hint)
            line += $" ({hint})";
        if (answer.Status >= 400 && answer.Body.Length is > 0 and <= 500)
            line += " " + System.Text.Encoding.UTF8.GetString(answer.Body.Span);
        for (var i = before.Events.Count; i < after.Events.Count; i++)
            line += " | " + after.Events[i].Message.TrimEnd();
        write(line);
    }
}
