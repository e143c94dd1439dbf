using System.Globalization;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>Ids of cases for people: RA-41 to RA-44, RA-48, RA-2.5a/1, RA-2.5a/2 and RA-2.5b become "RA 41–44, 48, 2.5a, 2.5b".</summary>
internal static partial class CaseNumbers
{
    public static string Compact(IEnumerable<string> numbers) => string.Join("; ", numbers
        .Select(number => Id.Match(number).Groups)
        .GroupBy(parts => parts["group"].Value, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} {string.Join(", ", Listed(group).Concat(Sections(group)))}"));

    private static IEnumerable<string> Listed(IEnumerable<GroupCollection> ids) =>
        Runs(ids.Where(IsListed).Select(id => Number(id["section"].Value)), run => run.ToString(CultureInfo.InvariantCulture));

    /// <summary>The cases of a section have letters: 2.5a–x.</summary>
    private static IEnumerable<string> Sections(IEnumerable<GroupCollection> ids) => ids
        .Where(id => !IsListed(id))
        .GroupBy(id => id["section"].Value, StringComparer.Ordinal)
        .OrderBy(section => section.Key.Split('.').Aggregate(0, (sum, part) => (sum * 100) + Number(part)))
        .SelectMany(section => Runs(section.Select(id => Ordinal(id["letters"].Value)), ordinal => Letters(ordinal)).Select(
            run => section.Key + run));

    private static IEnumerable<string> Runs(IEnumerable<int> numbers, Func<int, string> write)
    {
        var sorted = numbers.Distinct().Order().ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            var first = i;
            while (i + 1 < sorted.Count && sorted[i + 1] == sorted[i] + 1)
                i++;
            yield return first == i ? write(sorted[i]) : $"{write(sorted[first])}–{write(sorted[i])}";
        }
    }

    private static bool IsListed(GroupCollection id) => !id["section"].Value.Contains('.', StringComparison.Ordinal);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>a is 1, z is 26, aa is 27.</summary>
    private static int Ordinal(string letters) => letters.Aggregate(0, (sum, letter) => (sum * 26) + letter - 'a' + 1);

    private static string Letters(int ordinal) => ordinal == 0 ? "" : Letters((ordinal - 1) / 26) + (char)('a' + ((ordinal - 1) % 26));

    [GeneratedRegex(
        "^(?<group>[A-Z]+)-(?<section>[0-9.]+)(?<letters>[a-z]*)(/[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id { get; }
}
