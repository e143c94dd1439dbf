using System.Globalization;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Checklists.Answers;

// The expectations are what Python's float() and int() say to the same texts.
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("-1", "-1.0")]
    [InlineData("+1.5", "1.5")]
    [InlineData(" 7 ", "7.0")]
    [InlineData("\t7\n", "7.0")]
    [InlineData("1_000", "1000.0")]
    [InlineData("1__0", null)]
    [InlineData("_1", null)]
    [InlineData("1_", null)]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5.0")]
    [InlineData(".", null)]
    [InlineData("1e3", "1000.0")]
    [InlineData("1E+3", "1000.0")]
    [InlineData("1e", null)]
    [InlineData("1e-", null)]
    [InlineData("e3", null)]
    [InlineData("nan", "nan")]
    [InlineData("NaN", "nan")]
    [InlineData("-inf", "-inf")]
    [InlineData("Infinity", "inf")]
    [InlineData("+INFINITY", "inf")]
    [InlineData("infin", null)]
    [InlineData("0x10", null)]
    [InlineData("12.5.3", null)]
    [InlineData("5,5", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData("--1", null)]
    [InlineData("+-1", null)]
    [InlineData("1 2", null)]
    [InlineData("٣", "3.0")]
    [InlineData("1_0.5_0", "10.5")]
    [InlineData("1_.5", null)]
    [InlineData("1._5", null)]
    [InlineData("1e1_0", "10000000000.0")]
    [InlineData("1e400", "inf")]
    [InlineData("007", "7.0")]
    public void A_number_is_read_as_python_does(string text, string? expected)
    {
        NumberText.TryParseFloat(text, out var value).ShouldBe(expected is not null);
        if (expected is not null)
            value.ShouldBe(Expected(expected));
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("-1", "-1.0")]
    [InlineData("+1.5", null)]
    [InlineData(" 7 ", "7.0")]
    [InlineData("\t7\n", "7.0")]
    [InlineData("1_000", "1000.0")]
    [InlineData("1__0", null)]
    [InlineData("_1", null)]
    [InlineData("1_", null)]
    [InlineData(".5", null)]
    [InlineData("5.", null)]
    [InlineData(".", null)]
    [InlineData("1e3", null)]
    [InlineData("1E+3", null)]
    [InlineData("1e", null)]
    [InlineData("1e-", null)]
    [InlineData("e3", null)]
    [InlineData("nan", null)]
    [InlineData("NaN", null)]
    [InlineData("-inf", null)]
    [InlineData("Infinity", null)]
    [InlineData("+INFINITY", null)]
    [InlineData("infin", null)]
    [InlineData("0x10", null)]
    [InlineData("12.5.3", null)]
    [InlineData("5,5", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData("--1", null)]
    [InlineData("+-1", null)]
    [InlineData("1 2", null)]
    [InlineData("٣", "3.0")]
    [InlineData("1_0.5_0", null)]
    [InlineData("1_.5", null)]
    [InlineData("1._5", null)]
    [InlineData("1e1_0", null)]
    [InlineData("1e400", null)]
    [InlineData("007", "7.0")]
    public void An_integer_is_read_as_python_does(string text, string? expected)
    {
        NumberText.TryParseInteger(text, out var value).ShouldBe(expected is not null);
        if (expected is not null)
            value.ShouldBe(Expected(expected));
    }

    [Fact]
    public void An_integer_of_too_many_digits_is_refused()
    {
        NumberText.TryParseInteger(new string('9', 4300), out var value).ShouldBeTrue();
        value.ShouldBe(double.PositiveInfinity);
        NumberText.TryParseInteger(new string('9', 4301), out _).ShouldBeFalse();
    }

    private static double Expected(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
