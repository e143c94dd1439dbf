using System.Globalization;

namespace Waldur.Fake;

/// <summary>A moment as it was written: the clock's reading and, if given, how far that clock is ahead of UTC.</summary>
internal readonly record struct IsoMoment(DateTime Clock, TimeSpan? Offset)
{
    /// <summary>The moment in UTC; without an offset the clock shows UTC. Beyond the calendar it stops at the calendar's end.</summary>
    public DateTime Utc
    {
        get
        {
            var ticks = Clock.Ticks - (Offset ?? TimeSpan.Zero).Ticks;
            return new(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
        }
    }
}

/// <summary>
/// ISO 8601 dates and date-times as Python's <c>fromisoformat</c> reads them: calendar and week dates, with and without
/// separators, any one character between date and time. Not read: ordinal dates, months alone, hour 24, second 60.
/// </summary>
internal static class IsoDateTime
{
    /// <summary>Reads a date alone.</summary>
    public static bool TryParseDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length is not (7 or 8 or 10) || !TryDigits(text, 0, 4, out var year) || year == 0)
            return false;
        var separated = text[4] == '-';
        var at = separated ? 5 : 4;
        if (text[at] == 'W')
            return TryParseWeek(text[(at + 1)..], separated, year, out date);

        if (!TryDigits(text, at, 2, out var month) || month is < 1 or > 12)
            return false;
        at += 2;
        if (separated && (at >= text.Length || text[at++] != '-'))
            return false;
        if (at + 2 != text.Length || !TryDigits(text, at, 2, out var day) || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }

    /// <summary>Reads a date, or a date and a time with or without an offset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoMoment moment)
    {
        moment = default;
        if (text.Length < 7)
            return false;
        var end = Math.Min(DateLength(text), text.Length);
        if (!TryParseDate(text[..end], out var date))
            return false;
        if (end == text.Length)
        {
            moment = new(date.ToDateTime(TimeOnly.MinValue), null);
            return true;
        }

        // One character of any kind stands between date and time; outside the basic plane it takes two units.
        var time = text[(end + (char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1))..];
        var zone = time.IndexOfAny("+-Z");
        if (!TryParseTime(zone < 0 ? time : time[..zone], out var clock) || clock >= TimeSpan.FromDays(1))
            return false;
        if (!TryParseZone(zone < 0 ? [] : time[zone..], out var offset))
            return false;
        moment = new(date.ToDateTime(TimeOnly.MinValue) + clock, offset);
        return true;
    }

    private static bool TryParseWeek(ReadOnlySpan<char> text, bool separated, int year, out DateOnly date)
    {
        date = default;
        var day = 1;
        if (!TryDigits(text, 0, 2, out var week))
            return false;
        if (text.Length > 2)
        {
            var at = separated ? 3 : 2;
            if ((separated && text[2] != '-') || at + 1 != text.Length || !TryDigits(text, at, 1, out day))
                return false;
        }
        if (week < 1 || week > ISOWeek.GetWeeksInYear(year) || day is < 1 or > 7)
            return false;
        date = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7)));
        return true;
    }

    /// <summary>Where the date ends, which the date's own form tells.</summary>
    private static int DateLength(ReadOnlySpan<char> text)
    {
        if (text.Length == 7)
            return 7;
        if (text[4] == '-')
        {
            if (text[5] != 'W')
                return 10;
            if (text.Length == 8 || text[8] != '-')
                return 8;
            return text.Length > 10 && char.IsAsciiDigit(text[10]) ? 8 : 10;
        }
        if (text[4] != 'W')
            return 8;
        var end = 7;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end < 9 ? end : end % 2 == 0 ? 7 : 8;
    }

    private static bool TryParseZone(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.IsEmpty)
            return true;
        if (text[0] == 'Z')
        {
            offset = TimeSpan.Zero;
            return text.Length == 1;
        }
        // An offset's minutes and seconds may exceed 59; together it must stay under a day.
        if (!TryParseTime(text[1..], out var length, 99) || length >= TimeSpan.FromDays(1))
            return false;
        offset = text[0] == '-' ? -length : length;
        return true;
    }

    /// <summary>Hours, minutes, seconds, all with or all without colons, and a fraction of a second behind whatever comes last.</summary>
    private static bool TryParseTime(ReadOnlySpan<char> text, out TimeSpan time, int limit = 59)
    {
        Span<int> parts = stackalloc int[3];
        time = default;
        var at = 0;
        var separated = text.Length > 2 && text[2] == ':';
        for (var part = 0; part < 3; part++)
        {
            if (part > 0)
            {
                if (at == text.Length || text[at] is '.' or ',')
                    break;
                if (separated && text[at++] != ':')
                    return false;
            }
            if (!TryDigits(text, at, 2, out parts[part]) || (part > 0 && parts[part] > limit))
                return false;
            at += 2;
        }

        long ticks = 0;
        if (at < text.Length)
        {
            if (text[at] is not ('.' or ',') || !TryMicroseconds(text[(at + 1)..], out var microseconds))
                return false;
            ticks = microseconds * TimeSpan.TicksPerMicrosecond;
        }
        time = new TimeSpan(parts[0], parts[1], parts[2]) + new TimeSpan(ticks);
        return true;
    }

    /// <summary>One digit or more; those after the sixth are dropped.</summary>
    private static bool TryMicroseconds(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        for (var digit = 0; digit < 6; digit++)
            value = value * 10 + (digit < text.Length ? text[digit] - '0' : 0);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int start, int count, out int value)
    {
        value = 0;
        if (start + count > text.Length)
            return false;
        foreach (var letter in text.Slice(start, count))
        {
            if (!char.IsAsciiDigit(letter))
                return false;
            value = value * 10 + (letter - '0');
        }
        return true;
    }
}
