using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest;

public sealed class JsonOutTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("Ünï 😀 \u00a0 \u007f \u2028 <>&'+/", "\"Ünï 😀 \u00a0 \u007f \u2028 <>&'+/\"")]
    [InlineData("\u001b\u0000\u001f", "\"\\u001b\\u0000\\u001f\"")]
    [InlineData("\"\\\b\t\n\f\r", "\"\\\"\\\\\\b\\t\\n\\f\\r\"")]
    public void Strings_escape_only_what_they_must(string text, string json)
    {
        var written = new JsonOut("");
        written.String(text);

        written.ToString().ShouldBe(json);
        JsonDocument.Parse(written.Written).RootElement.GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1.0")]
    [InlineData("25.5", "25.5")]
    [InlineData("1e3", "1000.0")]
    [InlineData("1e16", "1e16")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("1.5e-9", "1.5e-9")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("100000000000000000000", "1e20")]
    [InlineData("[1, 2.50, \"x\", null, true, {\"a\": []}]", "[1,2.5,\"x\",null,true,{\"a\":[]}]")]
    public void Values_come_back_as_the_server_renders_them(string sent, string json)
    {
        var written = new JsonOut("");
        written.Value(JsonElement.Parse(sent));

        written.ToString().ShouldBe(json);
    }

    [Theory]
    [InlineData(2026, 1, 14, 123456, "\"2026-01-14T09:30:12.123456+00:00\"")]
    [InlineData(2026, 1, 14, 0, "\"2026-01-14T09:30:12+00:00\"")]
    [InlineData(2026, 1, 14, 100, "\"2026-01-14T09:30:12.000100+00:00\"")]
    public void Moments_have_six_digits_or_none(int year, int month, int day, int microseconds, string json)
    {
        var written = new JsonOut("");
        written.DateTime(new DateTime(year, month, day, 9, 30, 12, DateTimeKind.Utc).AddMicroseconds(microseconds));

        written.ToString().ShouldBe(json);
    }

    [Fact]
    public void A_long_document_is_written_whole()
    {
        var json = new JsonOut("http://h", capacity: 1);
        json.BeginArray();
        for (var i = 0; i < 10_000; i++)
            json.Int(i);
        json.EndArray();

        Encoding.UTF8.GetString(json.Written.Span).ShouldBe($"[{string.Join(',', Enumerable.Range(0, 10_000))}]");
    }
}
