using System.Collections.Frozen;
using System.Text;

namespace Waldur.Fake;

/// <summary>
/// Letters taken apart into their base and their marks: Unicode's canonical decomposition, but for the order of several marks. From a table
/// of our own, because a process without globalization data takes nothing apart and would make another world of the same seed.
/// </summary>
internal static class Decomposition
{
    // The syllables of Hangul are too many for a table; Unicode has them by calculation.
    private const int FirstSyllable = 0xAC00;
    private const int Syllables = 11_172;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrail = 0x11A7;
    private const int Vowels = 21;
    private const int Trails = 28;

    /// <summary>Each line: a letter, and what it consists of.</summary>
    private static readonly Lazy<FrozenDictionary<Rune, string>> s_table = new(static () =>
    {
        using var stream = typeof(Decomposition).Assembly.GetManifestResourceStream("decompositions.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Letter: Rune.GetRuneAt(line, 0), Line: line))
            .ToFrozenDictionary(row => row.Letter, row => row.Line[row.Letter.Utf16SequenceLength..]);
    });

    /// <summary>A text with all letters taken apart.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value - FirstSyllable is >= 0 and < Syllables and var syllable)
                AppendSyllable(result, syllable);
            else
                result.Append(s_table.Value.TryGetValue(rune, out var parts) ? parts : rune.ToString());
        }
        return result.ToString();
    }

    private static void AppendSyllable(StringBuilder result, int syllable)
    {
        result.Append((char)(FirstLead + (syllable / (Vowels * Trails)))).Append((char)(FirstVowel + (syllable / Trails % Vowels)));
        if (syllable % Trails is > 0 and var trail)
            result.Append((char)(BeforeTrail + trail));
    }
}
