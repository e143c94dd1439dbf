using System.Text;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest.Values;

public sealed class JsonSyntaxTests
{
    [Theory]
    [InlineData("{\"project\":", "unexpected end of data: line 1 column 12 (char 11)")]
    [InlineData("not json", "invalid literal: line 1 column 1 (char 0)")]
    [InlineData("{\"a\":1,}", "trailing comma is not allowed: line 1 column 7 (char 6)")]
    [InlineData("[1 , ]", "trailing comma is not allowed: line 1 column 4 (char 3)")]
    [InlineData("{'a':1}", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("{a:1}", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("{\"a\":NaN}", "unexpected character: line 1 column 6 (char 5)")]
    [InlineData("{\"a\":-Infinity}", "unexpected character: line 1 column 7 (char 6)")]
    [InlineData("{\"a\":1} x", "unexpected content after document: line 1 column 9 (char 8)")]
    [InlineData("{\"a\":\"\n\"}", "unexpected control character in string: line 1 column 7 (char 6)")]
    [InlineData("", "unexpected end of data: line 1 column 1 (char 0)")]
    [InlineData("  ", "unexpected end of data: line 1 column 3 (char 2)")]
    [InlineData("tru", "unexpected end of data: line 1 column 4 (char 3)")]
    [InlineData("[tru]", "invalid literal: line 1 column 2 (char 1)")]
    [InlineData("\"abc", "unexpected end of data: line 1 column 5 (char 4)")]
    [InlineData("\"\\x\"", "unexpected character: line 1 column 3 (char 2)")]
    [InlineData("\"\\u12G4\"", "unexpected character: line 1 column 6 (char 5)")]
    [InlineData("\"\\ud800\"", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("\"\\ud800\\n\"", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("\"\\ud800\\ud800\"", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("\"\\udc00\"", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("01", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("[1.]", "unexpected character: line 1 column 4 (char 3)")]
    [InlineData("1e999", "unexpected character: line 1 column 1 (char 0)")]
    [InlineData("-", "unexpected end of data: line 1 column 2 (char 1)")]
    [InlineData("+1", "unexpected character: line 1 column 1 (char 0)")]
    [InlineData("// a\n1", "unexpected character: line 1 column 1 (char 0)")]
    [InlineData("{\"a\" 1}", "unexpected character: line 1 column 6 (char 5)")]
    [InlineData("{\"a\":1 \"b\":2}", "unexpected character: line 1 column 8 (char 7)")]
    [InlineData("[,]", "unexpected character: line 1 column 2 (char 1)")]
    [InlineData("\uFEFF{}", "unexpected character: line 1 column 1 (char 0)")]
    [InlineData("{\n  \"naïve 😀\": ?\n}", "unexpected character: line 2 column 14 (char 15)")]
    public void A_fault_has_its_text_and_place(string body, string expected)
    {
        JsonSyntax.TryParse(Encoding.UTF8.GetBytes(body), out _, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData(" [null, true, false, -0, 1.5e-3, 1E+2, \"\\ud83d\\ude00 \\u00e4 \\\\ \\/\"]\r\n\t")]
    [InlineData("\"plain 😀\"")]
    [InlineData("99999999999999999999999")]
    [InlineData("{}")]
    public void A_sound_body_is_read(string body)
    {
        JsonSyntax.TryParse(Encoding.UTF8.GetBytes(body), out var value, out var error).ShouldBeTrue(error);
        value.GetRawText().ShouldBe(body.Trim());
    }

    [Fact]
    public void The_last_of_two_equal_keys_counts()
    {
        JsonSyntax.TryParse("{\"a\":1,\"a\":2}"u8.ToArray(), out var value, out _).ShouldBeTrue();
        value.GetProperty("a").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_thousand_and_twenty_four_levels_are_read_and_one_more_is_refused()
    {
        JsonSyntax.TryParse(Nested(1024), out _, out _).ShouldBeTrue();
        JsonSyntax.TryParse(Nested(1025), out _, out var error).ShouldBeFalse();
        error.ShouldBe("Recursion limit reached: line 1 column 1025 (char 1024)");
        JsonSyntax.TryParse(Nested(1_000_000), out _, out error).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[", "]", "[")]
    [InlineData("{\"a\":", "}", "{'a': ")]
    public void The_deepest_body_is_read_compared_printed_and_written_on_a_small_stack(string open, string close, string printed)
    {
        const int Levels = 1024;
        var text = string.Concat(Enumerable.Repeat(open, Levels)) + "1" + string.Concat(Enumerable.Repeat(close, Levels));
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    JsonSyntax.TryParse(Encoding.UTF8.GetBytes(text), out var value, out _).ShouldBeTrue();
                    JsonSyntax.TryParse(Encoding.UTF8.GetBytes(text), out var same, out _).ShouldBeTrue();
                    Python.Same(value, same).ShouldBeTrue();
                    PythonText.Str(value).ShouldStartWith(string.Concat(Enumerable.Repeat(printed, Levels)) + "1");
                    var json = new JsonOut("");
                    json.Value(value);
                    json.ToString().ShouldBe(text);
                }
                catch (Exception wrong)
                {
                    failure = wrong;
                }
            },
            // less than .NET gives a thread anywhere
            maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        failure.ShouldBeNull();
    }

    private static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));

    // The sentences are Python's own for the same bytes.
    [Theory]
    [InlineData("7b2261223a226263646566ff227d", "can't decode byte 0xff in position 11: invalid start byte")]
    [InlineData("e282", "can't decode bytes in position 0-1: unexpected end of data")]
    [InlineData("e28278", "can't decode bytes in position 0-1: invalid continuation byte")]
    [InlineData("61c378", "can't decode byte 0xc3 in position 1: invalid continuation byte")]
    [InlineData("c080", "can't decode byte 0xc0 in position 0: invalid start byte")]
    [InlineData("e08080", "can't decode byte 0xe0 in position 0: invalid continuation byte")]
    [InlineData("eda080", "can't decode byte 0xed in position 0: invalid continuation byte")]
    [InlineData("f09f98", "can't decode bytes in position 0-2: unexpected end of data")]
    [InlineData("f09f9878", "can't decode bytes in position 0-2: invalid continuation byte")]
    [InlineData("f4908080", "can't decode byte 0xf4 in position 0: invalid continuation byte")]
    [InlineData("80", "can't decode byte 0x80 in position 0: invalid start byte")]
    [InlineData("c3", "can't decode byte 0xc3 in position 0: unexpected end of data")]
    public void Bytes_that_are_not_utf8_are_refused_as_python_does(string hex, string expected)
    {
        JsonSyntax.TryParse(Convert.FromHexString(hex), out _, out var error).ShouldBeFalse();
        error.ShouldBe("'utf-8' codec " + expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("UTF-8")]
    [InlineData("utf8")]
    [InlineData("latin-1")]
    [InlineData("ISO-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16-be")]
    [InlineData("utf-32")]
    [InlineData("windows-1252")]
    [InlineData("cp1252")]
    public void A_body_in_a_named_charset_becomes_utf8(string? charset)
    {
        const string Text = "{\"name\":\"Ünal\"}";
        var encoding = charset switch
        {
            null or "UTF-8" or "utf8" => new UTF8Encoding(false),
            "utf-16" => Encoding.Unicode,
            "utf-16-be" => Encoding.BigEndianUnicode,
            "utf-32" => Encoding.UTF32,
            _ => Encoding.Latin1,
        };
        byte[] body = charset is "utf-16" or "utf-32" ? [.. encoding.Preamble, .. encoding.GetBytes(Text)] : encoding.GetBytes(Text);
        BodyCharset.TryToUtf8(body, charset, out var utf8, out var error).ShouldBeTrue(error);
        Encoding.UTF8.GetString(utf8.Span).ShouldBe(Text);
    }

    [Fact]
    public void An_unknown_charset_is_ignored_and_wrong_bytes_are_refused()
    {
        BodyCharset.TryToUtf8("{}"u8.ToArray(), "klingon", out var untouched, out _).ShouldBeTrue();
        untouched.ToArray().ShouldBe("{}"u8.ToArray());
        BodyCharset.TryToUtf8("é"u8.ToArray(), "us-ascii", out _, out var ascii).ShouldBeFalse();
        ascii.ShouldBe("'ascii' codec can't decode byte 0xc3 in position 0: ordinal not in range(128)");
        BodyCharset.TryToUtf8(new byte[] { 0, 0xD8, 0x20, 0 }, "utf-16-le", out _, out _).ShouldBeFalse();
    }
}
