namespace Waldur.Fake.Conformance;

/// <summary>How a case went.</summary>
public enum CaseOutcome
{
    /// <summary>The server answers as Waldur does.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>The case can't be put to this server.</summary>
    Skipped,
}

/// <summary>A case that was put to a server, or why it was not.</summary>
/// <param name="Id">Its number, with the row of its table: <c>RA-90a/3</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="File">The case file.</param>
/// <param name="Line">The line of the case in it.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="Text">What was not as expected, with the answer; of a skipped case the reason; of a passed one nothing.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CaseResult(string Id, string Title, string File, int Line, CaseOutcome Outcome, string Text, TimeSpan Duration);

/// <summary>What a server was found to be.</summary>
/// <param name="Server">The server, in words.</param>
/// <param name="Results">Every case, in the order of the files.</param>
/// <param name="Duration">How long it took.</param>
public sealed record VerifyReport(string Server, IReadOnlyList<CaseResult> Results, TimeSpan Duration)
{
    /// <summary>The cases that went so.</summary>
    public IEnumerable<CaseResult> That(CaseOutcome outcome) => Results.Where(result => result.Outcome == outcome);

    /// <summary>As text to read: what failed, why others were skipped, and a line that counts.</summary>
    public string ToText() => VerifyWriter.Text(this);

    /// <summary>As Markdown, for a comment or the summary of a job.</summary>
    public string ToMarkdown() => VerifyWriter.Markdown(this);

    /// <summary>As JUnit XML, which build servers show as tests.</summary>
    public string ToJUnit() => VerifyWriter.JUnit(this);
}
