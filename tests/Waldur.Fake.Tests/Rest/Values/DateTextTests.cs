using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest.Values;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2024-01-15T10:30:00Z", "2024-01-15T10:30:00+00:00")]
    [InlineData("2024-01-15T10:30:00+02:00", "2024-01-15T08:30:00+00:00")]
    [InlineData("2024-01-15T10:30:00-0230", "2024-01-15T13:00:00+00:00")]
    [InlineData("2024-01-15T10:30:00 +02:00", "2024-01-15T08:30:00+00:00")]
    [InlineData("2024-01-15T10:30:00", "2024-01-15T10:30:00+00:00")]
    [InlineData("2024-01-15 10:30", "2024-01-15T10:30:00+00:00")]
    [InlineData(" 2024-01-15 ", "2024-01-15T00:00:00+00:00")]
    [InlineData("2024-1-5 1:2:3.5", "2024-01-05T01:02:03.500000+00:00")]
    [InlineData("2024-01-15T10:30:00.123456789Z", "2024-01-15T10:30:00.123456+00:00")]
    [InlineData("9999-12-31T23:59:59-01:00", "9999-12-31T23:59:59.999999+00:00")]
    [InlineData("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+00:00")]
    public void A_date_time_is_read_and_written(string text, string expected)
    {
        DateTimeText.TryParse(text, out var utc).ShouldBeTrue();
        var bytes = new byte[32];
        Encoding.ASCII.GetString(bytes, 0, DateTimeText.Write(bytes, utc)).ShouldBe(expected);
        utc.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-01-15T10:30:00 02:00")] // what a raw plus becomes
    [InlineData("2024-13-01")]
    [InlineData("2024-1-5")]
    [InlineData("2024-2-30 10:00")]
    [InlineData("2024-01-15 24:00")]
    [InlineData("2024-1-15 10:00+99:00")]
    [InlineData("01/15/2024")]
    public void Other_texts_are_no_date_time(string text) => DateTimeText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2024-01-31")]
    [InlineData("2024-1-31")]
    [InlineData("01/31/2024")]
    [InlineData("1/31/24")]
    [InlineData("Jan 31 2024")]
    [InlineData("Jan 31, 2024")]
    [InlineData("31 Jan 2024")]
    [InlineData("31 Jan, 2024")]
    [InlineData("January 31 2024")]
    [InlineData("january 31, 2024")]
    [InlineData("31 January 2024")]
    [InlineData(" 31 JANUARY, 2024 ")]
    public void A_filter_date_has_eleven_formats(string text)
    {
        DateText.TryParseFilter(text, out var date).ShouldBeTrue();
        date.ShouldBe(new DateOnly(2024, 1, 31));
    }

    [Theory]
    [InlineData("01/31/68", 2068)]
    [InlineData("01/31/69", 1969)]
    public void A_short_year_belongs_to_the_years_around_2000(string text, int year)
    {
        DateText.TryParseFilter(text, out var date).ShouldBeTrue();
        date.Year.ShouldBe(year);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20240131")]
    [InlineData("31/01/2024")]
    [InlineData("31.01.2024")]
    [InlineData("24-01-31")]
    [InlineData("2024/01/31")]
    [InlineData("2024-02-30")]
    [InlineData("0000-01-01")]
    [InlineData("Jan 31 24")]
    [InlineData("Janu 31 2024")]
    [InlineData("Jan, 31 2024")]
    [InlineData("31 Oca 2024")]
    [InlineData("2024-01-31T00:00:00Z")]
    public void Other_filter_dates_are_refused(string text) => DateText.TryParseFilter(text, out _).ShouldBeFalse();
}
