using System.Globalization;
using System.Text.RegularExpressions;

namespace Waldur.Fake;

/// <summary>Date-times on the wire: read in filters and bodies, written in answers.</summary>
internal static partial class DateTimeText
{
    /// <summary>
    /// Reads a date-time of a filter or a body: ISO 8601 with <c>Z</c>, an offset or neither (then UTC), a blank instead of
    /// <c>T</c>, or a bare date (its midnight). One-digit months, days, hours, minutes and seconds are fine as well.
    /// </summary>
    public static bool TryParse(string text, out DateTime utc)
    {
        var trimmed = Python.Strip(text);
        var read = IsoDateTime.TryParse(trimmed, out var moment) || TryParseLoose(trimmed, out moment);
        utc = read ? moment.Utc : default;
        return read;
    }

    /// <summary>Writes <c>2026-01-14T09:30:12.123456+00:00</c>, without the fraction when the microseconds are zero.</summary>
    public static int Write(Span<byte> target, DateTime utc)
    {
        // The round-trip format is the fast one of the runtime: 2026-01-14T09:30:12.1234560Z.
        if (!utc.TryFormat(target, out _, "O", CultureInfo.InvariantCulture) || target.Length < 32)
            throw new ArgumentException("The target holds fewer than 32 bytes.", nameof(target));
        var length = utc.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond ? 19 : 26;
        "+00:00"u8.CopyTo(target[length..]);
        return length + 6;
    }

    private static bool TryParseLoose(string text, out IsoMoment moment)
    {
        moment = default;
        var match = Loose().Match(text);
        if (!match.Success)
            return false;
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59
            || second > 59)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(6, '0');
        var clock = new DateTime(year, month, day, hour, minute, second)
            .AddTicks(int.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);
        TimeSpan? offset = null;
        if (match.Groups["zone"].Success)
        {
            var length = new TimeSpan(Number(match, "zoneHours"), Number(match, "zoneMinutes"), 0);
            if (length >= TimeSpan.FromDays(1))
                return false;
            offset = match.Groups["sign"].Value == "-" ? -length : length;
        }
        moment = new(clock, offset);
        return true;
    }

    private static int Number(System.Text.RegularExpressions.Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        """
        ^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})
        [T\ ](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2})(:(?<second>[0-9]{1,2})([.,](?<fraction>[0-9]{1,6})[0-9]{0,6})?)?
        \s*(?<zone>Z|(?<sign>[+-])(?<zoneHours>[0-9]{2})(:?(?<zoneMinutes>[0-9]{2}))?)?\z
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Loose();
}
