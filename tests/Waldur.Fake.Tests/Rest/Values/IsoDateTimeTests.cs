using System.Globalization;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest.Values;

// The expectations are what Python's own parser says to the same texts.
public sealed class IsoDateTimeTests
{
    [Theory]
    [InlineData("2024-01-15", "2024-01-15T00:00:00")]
    [InlineData("20240115", "2024-01-15T00:00:00")]
    [InlineData("2024-W03-1", "2024-01-15T00:00:00")]
    [InlineData("2024W031", "2024-01-15T00:00:00")]
    [InlineData("2024-W03", "2024-01-15T00:00:00")]
    [InlineData("2024W03", "2024-01-15T00:00:00")]
    [InlineData("2024-01-15T10", "2024-01-15T10:00:00")]
    [InlineData("2024-01-15T1030", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15T103000", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15T10:30", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15T10:30:00", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15T10:30:00.1", "2024-01-15T10:30:00.100000")]
    [InlineData("2024-01-15T10:30:00,123", "2024-01-15T10:30:00.123000")]
    [InlineData("2024-01-15T10:30:00.1234567", "2024-01-15T10:30:00.123456")]
    [InlineData("2024-01-15T10:30:00Z", "2024-01-15T10:30:00+00:00")]
    [InlineData("2024-01-15T10:30:00z", null)]
    [InlineData("2024-01-15T10:30Z", "2024-01-15T10:30:00+00:00")]
    [InlineData("2024-01-15T10Z", "2024-01-15T10:00:00+00:00")]
    [InlineData("2024-01-15T10+02", "2024-01-15T10:00:00+02:00")]
    [InlineData("2024-01-15T10:30:00+0200", "2024-01-15T10:30:00+02:00")]
    [InlineData("2024-01-15T10:30:00+02:00", "2024-01-15T10:30:00+02:00")]
    [InlineData("2024-01-15T10:30:00+02:00:30", "2024-01-15T10:30:00+02:00:30")]
    [InlineData("2024-01-15T10:30:00+020030", "2024-01-15T10:30:00+02:00:30")]
    [InlineData("2024-01-15T10:30:00+02:00:30.5", "2024-01-15T10:30:00+02:00:30.500000")]
    [InlineData("2024-01-15T10:30:00+24:00", null)]
    [InlineData("2024-01-15T10:30:00-23:59", "2024-01-15T10:30:00-23:59")]
    [InlineData("2024-01-15 10:30", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15x10:30", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15Z", null)]
    [InlineData("2024-01-15+02:00", "2024-01-15T02:00:00")]
    [InlineData("20240115T10:30", "2024-01-15T10:30:00")]
    [InlineData("20240115 10", "2024-01-15T10:00:00")]
    [InlineData("2024-W03-1T10", "2024-01-15T10:00:00")]
    [InlineData("2024-W03T10", "2024-01-15T10:00:00")]
    [InlineData("2024W03110", "2024-01-15T10:00:00")]
    [InlineData("2024W031T10", "2024-01-15T10:00:00")]
    [InlineData("2024-W03-1-10", "2024-01-15T10:00:00")]
    [InlineData("2024-W54-1", null)]
    [InlineData("2020-W53-1", "2020-12-28T00:00:00")]
    [InlineData("2021-W53-1", null)]
    [InlineData("2024-01", null)]
    [InlineData("2024-1-5", null)]
    [InlineData("2024-015", null)]
    [InlineData("2024-01-15T", null)]
    [InlineData("2024-01-15T24:00:00", null)]
    [InlineData("2024-01-15T10:30:60", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("0001-01-01", "0001-01-01T00:00:00")]
    [InlineData("2024-01-15T10:30:00.", null)]
    [InlineData("2024-01-15T10:3", null)]
    [InlineData("2024-01-15T10:30:0", null)]
    [InlineData("2024-01-15T1:30", null)]
    [InlineData("2024-01-15T10:3000", null)]
    [InlineData("2024-01-15T1030:00", null)]
    [InlineData("2024-01-15T10:30.5", "2024-01-15T10:30:00.500000")]
    [InlineData("2024-01-15T10:30:00+2", null)]
    [InlineData("2024-01-15T10:30:00+", null)]
    [InlineData("2024-01-15T10:30:00.123Z", "2024-01-15T10:30:00.123000+00:00")]
    [InlineData("2024-01-15T10:30:00.12345x", null)]
    [InlineData("2024-01-15T10:30+02:0", null)]
    [InlineData("2024-01-15😀10:30", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15-10:30", "2024-01-15T10:30:00")]
    [InlineData("2024-01-15T-10", null)]
    [InlineData("2024-01-15T10:30:00+02Z", null)]
    [InlineData("2024-01-15T10:30:00Z+02", null)]
    [InlineData(" 2024-01-15", null)]
    [InlineData("2024-02-30", null)]
    [InlineData("2024-W00-1", null)]
    [InlineData("2024-W03-0", null)]
    [InlineData("2024-W03-8", null)]
    [InlineData("2024-W031", null)]
    [InlineData("202401", null)]
    [InlineData("2024-01-15T10:30:00+02:0030", null)]
    [InlineData("2024-01-15T10:30:00ZZ", null)]
    [InlineData("2024-13-01", null)]
    [InlineData("2024-00-10", null)]
    [InlineData("15/01/2024 10:30", null)]
    [InlineData("not a datetime", null)]
    [InlineData("abcd-ef-gh", null)]
    [InlineData("2024-01-15T10:30+02:60", "2024-01-15T10:30:00+03:00")]
    public void A_text_is_read_as_python_reads_it(string text, string? expected)
    {
        IsoDateTime.TryParse(text, out var moment).ShouldBe(expected is not null);
        if (expected is not null)
            Iso(moment).ShouldBe(expected);
    }

    private static string Iso(IsoMoment moment)
    {
        var clock = moment.Clock.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.ffffff";
        var text = moment.Clock.ToString(clock, CultureInfo.InvariantCulture);
        if (moment.Offset is not { } offset)
            return text;
        text += (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh':'mm", CultureInfo.InvariantCulture);
        if (offset.Seconds != 0 || offset.Milliseconds != 0)
            text += offset.ToString("':'ss", CultureInfo.InvariantCulture);
        return offset.Milliseconds != 0 ? text + offset.ToString("'.'ffffff", CultureInfo.InvariantCulture) : text;
    }
}
