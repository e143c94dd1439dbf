using System.Globalization;
using System.Text;
using Shouldly;

namespace Waldur.Fake.Tests.Rest.Values;

/// <summary>The table of our own says what the globalization data of the machine say, where there are some.</summary>
public sealed class DecompositionTests
{
    [Fact]
    public void Each_letter_is_taken_apart_as_the_machine_does_it()
    {
        Assert.SkipWhen("é".Normalize(NormalizationForm.FormD) == "é", "There are no such data here.");
        var differing = new List<string>();
        for (var code = 0x80; code < 0x30000; code++)
        {
            if (!Rune.IsValid(code) || Rune.GetUnicodeCategory(new(code)) is UnicodeCategory.OtherNotAssigned)
                continue;
            var letter = new Rune(code).ToString();
            if (Decomposition.Of(letter) != letter.Normalize(NormalizationForm.FormD))
                differing.Add($"{code:x}");
        }
        differing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("König Šťastný", "Ko\u0308nig S\u030ct\u030castny\u0301")]
    [InlineData("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af")]
    [InlineData("plain", "plain")]
    [InlineData("😀", "😀")]
    public void A_text_is_taken_apart(string text, string expected) => Decomposition.Of(text).ShouldBe(expected);
}
