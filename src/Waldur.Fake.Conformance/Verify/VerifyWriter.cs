using System.Globalization;
using System.Text;
using System.Xml;

namespace Waldur.Fake.Conformance;

/// <summary>Reports as text, Markdown and JUnit XML.</summary>
internal static class VerifyWriter
{
    private const int MostShown = 50;
    private const int MostText = 2000;

    private static readonly CaseOutcome[] s_outcomes = Enum.GetValues<CaseOutcome>();

    public static string Text(VerifyReport report)
    {
        var text = new StringBuilder();
        foreach (var failed in report.That(CaseOutcome.Failed))
            text.Append(failed.Text.TrimEnd()).Append("\n\n");
        foreach (var reason in Reasons(report))
            text.Append(CultureInfo.InvariantCulture, $"skipped {reason.Count()}: {reason.Key}\n");
        return text.Append(Summary(report)).Append('\n').ToString();
    }

    public static string Markdown(VerifyReport report)
    {
        var text = new StringBuilder($"## {report.Server}\n\n{Summary(report)}\n\n");
        text.Append("| Cases | Passed | Failed | Skipped |\n|---|---:|---:|---:|\n");
        foreach (var file in report.Results.GroupBy(result => result.File, StringComparer.Ordinal))
            text.Append("| ").AppendJoin(" | ", [file.Key, .. s_outcomes.Select(outcome => Count(file, outcome))]).Append(" |\n");
        var failures = report.That(CaseOutcome.Failed).ToList();
        foreach (var failed in failures.Take(MostShown))
            text.Append(CultureInfo.InvariantCulture, $"\n### {failed.Id}: {failed.Title}\n\n````\n{Cut(failed.Text.TrimEnd())}\n````\n");
        if (failures.Count > MostShown)
            text.Append("\nAnd also: ").AppendJoin(", ", failures.Skip(MostShown).Select(failed => failed.Id)).Append('\n');
        if (Reasons(report).ToList() is { Count: > 0 } reasons)
        {
            text.Append("\n### Skipped\n\n");
            foreach (var reason in reasons)
                text.Append(CultureInfo.InvariantCulture, $"- {reason.Count()}: {reason.Key}\n");
        }
        return text.ToString();
    }

    public static string JUnit(VerifyReport report)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, "waldur-fake verify", report.Results, report.Duration);
            foreach (var file in report.Results.GroupBy(result => result.File, StringComparer.Ordinal))
            {
                xml.WriteStartElement("testsuite");
                WriteCounts(xml, file.Key, [.. file], TimeSpan.FromTicks(file.Sum(result => result.Duration.Ticks)));
                foreach (var result in file)
                    Write(xml, result);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, CaseResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", result.File.Replace(".yaml", "", StringComparison.Ordinal).Replace('/', '.'));
        xml.WriteAttributeString("name", Legal($"{result.Id}: {result.Title}"));
        xml.WriteAttributeString("file", result.File);
        xml.WriteAttributeString("line", result.Line.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(result.Duration));
        if (result.Outcome is not CaseOutcome.Passed)
        {
            xml.WriteStartElement(result.Outcome is CaseOutcome.Failed ? "failure" : "skipped");
            xml.WriteAttributeString("message", Legal(result.Outcome is CaseOutcome.Failed ? FirstProblem(result.Text) : result.Text));
            if (result.Outcome is CaseOutcome.Failed)
                xml.WriteString(Legal(result.Text));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyCollection<CaseResult> results, TimeSpan duration)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", results.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(results, CaseOutcome.Failed));
        xml.WriteAttributeString("skipped", Count(results, CaseOutcome.Skipped));
        xml.WriteAttributeString("time", Seconds(duration));
    }

    private static string Summary(VerifyReport report)
    {
        var counts = s_outcomes.Select(outcome => $"{Count(report.Results, outcome)} {outcome.ToString().ToLowerInvariant()}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Results.Count} cases against {report.Server}: {string.Join(", ", counts)} in {Seconds(report.Duration)} s");
    }

    private static IEnumerable<IGrouping<string, CaseResult>> Reasons(VerifyReport report) => report.That(CaseOutcome.Skipped)
        .GroupBy(result => result.Text, StringComparer.Ordinal)
        .OrderByDescending(reason => reason.Count())
        .ThenBy(reason => reason.Key, StringComparer.Ordinal);

    private static string Count(IEnumerable<CaseResult> results, CaseOutcome outcome) =>
        results.Count(result => result.Outcome == outcome).ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The first line of a report that says what is wrong: those before it say where.</summary>
    private static string FirstProblem(string text)
    {
        var lines = text.Split('\n');
        return (Array.Find(lines, line => line.StartsWith("  - ", StringComparison.Ordinal)) ?? lines[0]).TrimStart(' ', '-');
    }

    private static string Cut(string text) => text.Length > MostText ? text[..MostText] + "…" : text;

    /// <summary>What an answer holds need not be text that XML can carry.</summary>
    private static string Legal(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}
