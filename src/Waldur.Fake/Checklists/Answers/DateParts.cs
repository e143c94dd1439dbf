using System.Globalization;

namespace Waldur.Fake;

/// <summary>The numbers of a loosely written date in the order in which they stand, and what they mean together.</summary>
internal sealed class DateParts(DateOnly today)
{
    private readonly List<(int Value, bool IsYear)> _numbers = [];
    private int _monthAt = -1;
    private bool _bad;

    /// <summary>Adds a number of one, two or four digits. False if there is no room for it.</summary>
    public bool Add(string digits)
    {
        if (digits.Length is 0 or 3 or > 4 || !digits.All(char.IsAsciiDigit))
            return false;
        return Add(int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), digits.Length == 4);
    }

    /// <summary>Adds a month that was given by its name. A date has only one.</summary>
    public bool AddMonth(int month)
    {
        if (_monthAt >= 0)
            return false;
        _monthAt = _numbers.Count;
        return Add(month, false);
    }

    /// <summary>Adds <c>YYYYMMDD</c>, perhaps followed by <c>hhmm</c> or <c>hhmmss</c>.</summary>
    public bool AddCompact(string digits)
    {
        for (var at = 8; at < digits.Length; at += 2)
            _bad |= string.CompareOrdinal(digits.Substring(at, 2), at == 8 ? "23" : "59") > 0;
        return Add(digits[..4]) && Add(digits[4..6]) && Add(digits[6..8]);
    }

    /// <summary>True if the parts, completed from today, are a date. Without any part it is today.</summary>
    public bool IsDate()
    {
        var (year, month, day) = Resolve();
        var fullYear = year is { } given ? FullYear(given) : today.Year;
        var fullMonth = month ?? today.Month;
        if (_bad || fullYear is < 1 or > 9999 || fullMonth is < 1 or > 12)
            return false;
        // A day that comes from today is cut to the month's length; one that was given is not.
        return day is null || (day >= 1 && day <= DateTime.DaysInMonth(fullYear, fullMonth));
    }

    private bool Add(int value, bool isYear)
    {
        _numbers.Add((value, isYear));
        return _numbers.Count <= 3;
    }

    private (int? Year, int? Month, int? Day) Resolve()
    {
        var at = _numbers.Select(number => number.Value).ToArray();
        switch (at.Length)
        {
            case 0:
                return default;
            case 1:
                return _monthAt == 0 ? (null, at[0], null) : IsYear(0) ? (at[0], null, null) : (null, null, at[0]);
            case 2 when _monthAt >= 0:
                var other = 1 - _monthAt;
                return IsYear(other) ? (at[other], at[_monthAt], null) : (null, at[_monthAt], at[other]);
            case 2:
                return IsYear(0) ? (at[0], at[1], null) : IsYear(1) ? (at[1], at[0], null) : (null, at[0], at[1]);
            default:
                return ResolveThree(at);
        }
    }

    private (int? Year, int? Month, int? Day) ResolveThree(int[] at) => _monthAt switch
    {
        0 => IsYear(1) ? (at[1], at[0], at[2]) : (at[2], at[0], at[1]),
        1 => IsYear(0) ? (at[0], at[1], at[2]) : (at[2], at[1], at[0]),
        2 => IsYear(1) ? (at[1], at[2], at[0]) : (at[0], at[2], at[1]),
        _ => IsYear(0) ? (at[0], at[1], at[2])
            : at[0] > 12 ? (at[2], at[1], at[0])
            : (at[2], at[0], at[1]),
    };

    private bool IsYear(int at) => _numbers[at].IsYear || _numbers[at].Value > 31;

    /// <summary>A year of two digits is the one of that ending nearest to today.</summary>
    private int FullYear(int year)
    {
        if (year >= 100 || _numbers.Any(number => number.IsYear && number.Value == year))
            return year;
        var full = year + today.Year / 100 * 100;
        return full >= today.Year + 50 ? full - 100 : full < today.Year - 50 ? full + 100 : full;
    }
}
