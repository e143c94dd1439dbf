using System.Globalization;

namespace Waldur.Fake;

/// <summary>Dates without a time: the formats of date range filters.</summary>
internal static class DateText
{
    /// <summary>
    /// Reads the date of a range filter: <c>2024-01-31</c>, <c>01/31/2024</c>, <c>01/31/24</c>, or day, month name (short or
    /// full) and year in the two English orders, with or without a comma before the year.
    /// </summary>
    public static bool TryParseFilter(string text, out DateOnly date)
    {
        var trimmed = Python.Strip(text);
        if (trimmed.Contains('-', StringComparison.Ordinal))
            return TryNumeric(trimmed.Split('-'), 0, out date);
        if (trimmed.Contains('/', StringComparison.Ordinal))
            return TryNumeric(trimmed.Split('/'), 2, out date);
        return TryNamed(trimmed, out date);
    }

    private static bool TryNumeric(string[] parts, int yearAt, out DateOnly date)
    {
        date = default;
        if (parts.Length != 3)
            return false;
        var (month, day) = yearAt == 0 ? (parts[1], parts[2]) : (parts[0], parts[1]);
        return TryNumber(month, 1, 2, out var monthNumber)
            && TryYear(parts[yearAt], shortAllowed: yearAt == 2, out var year)
            && TryNumber(day, 1, 2, out var dayNumber)
            && TryDate(year, monthNumber, dayNumber, out date);
    }

    private static bool TryNamed(string text, out DateOnly date)
    {
        date = default;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3)
            return false;
        // The comma stands before the year, whichever of the other two comes first.
        var second = words[1].EndsWith(',') ? words[1][..^1] : words[1];
        var (month, day) = char.IsAsciiDigit(words[0][0]) ? (second, words[0]) : (words[0], second);
        return TryMonth(month, out var monthNumber)
            && TryNumber(day, 1, 2, out var dayNumber)
            && TryYear(words[2], shortAllowed: false, out var year)
            && TryDate(year, monthNumber, dayNumber, out date);
    }

    private static bool TryMonth(string name, out int month)
    {
        var lower = name.ToLowerInvariant();
        month = 1 + Array.FindIndex(Python.Months, full => full == lower || full[..3] == lower);
        return month > 0;
    }

    private static bool TryYear(string text, bool shortAllowed, out int year)
    {
        if (TryNumber(text, 4, 4, out year))
            return true;
        if (!shortAllowed || !TryNumber(text, 2, 2, out year))
            return false;
        year += year < 69 ? 2000 : 1900;
        return true;
    }

    private static bool TryNumber(string text, int minDigits, int maxDigits, out int number)
    {
        number = 0;
        return text.Length >= minDigits && text.Length <= maxDigits
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryDate(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }
}
