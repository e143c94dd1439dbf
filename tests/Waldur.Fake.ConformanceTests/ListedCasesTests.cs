using Shouldly;
using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>Every number that the behaviour documents list has its case, or a reason why it has none.</summary>
public sealed class ListedCasesTests
{
    private static readonly string[] Groups = ["RA", "RU", "HT", "OU", "CL", "CA"];

    [Fact]
    public void Every_listed_number_has_a_case_or_a_reason()
    {
        var shown = Cases.InOrder.Select(one => one.Number).ToHashSet(StringComparer.Ordinal);
        Listed().Where(number => !shown.Contains(number) && !Reasons().ContainsKey(number)).ShouldBeEmpty();
    }

    [Fact]
    public void A_reason_is_given_only_for_a_listed_number_without_a_case()
    {
        var shown = Cases.InOrder.Select(one => one.Number).ToHashSet(StringComparer.Ordinal);
        var listed = Listed().ToHashSet(StringComparer.Ordinal);
        Reasons().Keys.Where(number => shown.Contains(number) || !listed.Contains(number)).ShouldBeEmpty();
    }

    [Fact]
    public void A_case_has_a_listed_number_or_the_section_that_it_shows()
    {
        var listed = Listed().ToHashSet(StringComparer.Ordinal);
        Cases.InOrder.Select(one => one.Number).Where(number => !listed.Contains(number) && !IsSection(number)).ShouldBeEmpty();
    }

    /// <summary>Such as HT-6.1a, HT-5.0b (HTTP conventions, section 5 itself), RA-2.5c: a section with a letter.</summary>
    private static bool IsSection(string number) => number.Contains('.', StringComparison.Ordinal);

    private static string[] Listed() => File.ReadAllLines(Cases.File("listed-cases.txt"));

    private static Dictionary<string, Node> Reasons() =>
        ((MapNode)CaseNodes.Parse(File.ReadAllText(Cases.File("not-expressible.yaml")), "not-expressible.yaml")).Entries
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
