using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>One thing that is wrong with a scenario.</summary>
/// <param name="File">The file, or the name given to a text.</param>
/// <param name="Line">Line from 1; 0 if the error concerns the file as a whole.</param>
/// <param name="Column">Column from 1; 0 if the error concerns the file as a whole.</param>
/// <param name="Path">The keys that lead to the place, joined by dots; empty for the document itself.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="Suggestion">The nearest known name, if one is near.</param>
public sealed record ScenarioError(string File, int Line, int Column, string Path, string Message, string? Suggestion = null)
{
    /// <summary>The error on one line: <c>file.yaml:12:5: robot_accounts.a1.resorce: unknown key; did you mean 'resource'?</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
            text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        text.Append(": ");
        if (Path.Length > 0)
            text.Append(Path).Append(": ");
        text.Append(Message);
        if (Suggestion is not null)
            text.Append("; did you mean '").Append(Suggestion).Append("'?");
        return text.ToString();
    }
}
