using System.Globalization;
using System.Text.RegularExpressions;

namespace Waldur.Fake;

/// <summary>What the lenient date parser says to a text.</summary>
internal enum LenientDateVerdict
{
    /// <summary>No date.</summary>
    Invalid,

    /// <summary>A date, or parts of one.</summary>
    Valid,

    /// <summary>A number so large that the server's parser fails with an error of its own, which nobody catches.</summary>
    Overflow,
}

/// <summary>
/// What counts as an answer to a question of type <c>date</c>. Parts of a date are enough: the missing ones come from today.
/// Accepted are ISO forms, <c>y/m/d</c>, <c>m/d/y</c> (<c>d/m/y</c> when the first part exceeds 12), the same with dots,
/// English names of months and weekdays, times, and bare numbers.
/// </summary>
internal static partial class LenientDate
{
    private static readonly string[] s_weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Judges a text on a given day.</summary>
    public static LenientDateVerdict Judge(string text, DateOnly today)
    {
        var parts = new DateParts(today);
        var rest = Python.Strip(text.Replace(',', ' '));
        if (DateThenTime().Match(rest) is { Success: true } joined)
        {
            if (IsoDateTime.TryParse(rest, out _))
                return LenientDateVerdict.Valid;
            rest = string.Concat(joined.Groups["date"].ValueSpan, " ", joined.Groups["time"].ValueSpan);
        }

        var found = false;
        var timed = false;
        foreach (var word in HourAndHalf().Replace(rest, "${hour}${half}").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsHugeNumber(word))
                return LenientDateVerdict.Overflow;
            if (!timed && IsTime(word))
                timed = true;
            else if (timed && ZoneOrHalf().IsMatch(word))
                continue;
            else if (!IsWeekday(word) && !TryDateWord(word, parts))
                return LenientDateVerdict.Invalid;
            found = true;
        }
        return found && parts.IsDate() ? LenientDateVerdict.Valid : LenientDateVerdict.Invalid;
    }

    private static bool IsHugeNumber(string word) =>
        word.Length is >= 10 and not (12 or 14) && word.All(char.IsAsciiDigit)
        && !(long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue);

    /// <summary>
    /// One word with up to three parts of a date: <c>2025-09-04</c>, <c>5-Jan-2025</c>, <c>20250904</c>, <c>January</c>, <c>5th</c>,
    /// <c>10</c>.
    /// </summary>
    private static bool TryDateWord(string word, DateParts parts)
    {
        if (TryMonth(word, out var named))
            return parts.AddMonth(named);
        if (word.Length is 8 or 12 or 14 && word.All(char.IsAsciiDigit))
            return parts.AddCompact(word);
        if (Decimal().Match(word) is { Success: true } number)
            return parts.Add(number.Groups["day"].Value);

        var match = Joined().Match(word);
        if (!match.Success || YearWithFraction().IsMatch(word))
            return false;
        foreach (var part in word.Split(match.Groups["separator"].Value[0]))
        {
            if (TryMonth(part, out var month) ? !parts.AddMonth(month) : !parts.Add(part))
                return false;
        }
        return true;
    }

    private static bool TryMonth(string word, out int month)
    {
        month = word.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : 1 + IndexOfName(Python.Months, word);
        return month > 0;
    }

    private static bool IsWeekday(string word) => IndexOfName(s_weekdays, word) >= 0;

    /// <summary>The place of a name given in full or by its first three letters, perhaps with a full stop.</summary>
    private static int IndexOfName(string[] names, string word)
    {
        var name = word.EndsWith('.') ? word[..^1] : word;
        return Array.FindIndex(names, full => full.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (name.Length == 3 && full.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsTime(string word)
    {
        var match = Time().Match(word);
        return match.Success && Number("hour") < 24 && Number("minute") < 60 && Number("second") < 60;

        int Number(string group) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>A date and a time joined by the letter T.</summary>
    [GeneratedRegex(@"^(?<date>[0-9][0-9/.-]*)T(?<time>[0-9]{2}(:?[0-9]{2}){0,2}([.,][0-9]+)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)\z", Options)]
    private static partial Regex DateThenTime();

    [GeneratedRegex(
        @"^((?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})(:(?<second>[0-9]{1,2})([.,][0-9]+)?)?(am|pm|Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)?"
        + @"|(?<hour>[0-9]{1,2})(am|pm))\z", Options)]
    private static partial Regex Time();

    /// <summary>An hour with a blank before its half of the day: <c>10 am</c>.</summary>
    [GeneratedRegex(@"(?<=^|\s)(?<hour>0?[0-9]|1[0-2])\s+(?<half>am|pm)(?=\s|\z)", Options)]
    private static partial Regex HourAndHalf();

    [GeneratedRegex(@"^(am|pm|a|p|Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)\z", Options)]
    private static partial Regex ZoneOrHalf();

    /// <summary>A single number, perhaps with a hyphen before or a fraction behind, of which only the whole part counts.</summary>
    [GeneratedRegex(@"^-?((?<day>[0-9]{1,2})(\.[0-9]*|st|nd|rd|th)?|(?<day>[0-9]{4})(\.|st|nd|rd|th)?)\z", Options)]
    private static partial Regex Decimal();

    /// <summary>A number of four digits with a fraction is no year and no month of one.</summary>
    [GeneratedRegex(@"^[0-9]{4}\.[0-9]+\z", Options)]
    private static partial Regex YearWithFraction();

    /// <summary>Two or three parts joined by one and the same separator.</summary>
    [GeneratedRegex(
        @"^([0-9]{1,4}|[a-z]{3,9})(?<separator>[-/.])([0-9]{1,4}|[a-z]{3,9})(\k<separator>([0-9]{1,4}|[a-z]{3,9}))?\z", Options)]
    private static partial Regex Joined();
}
