using System.Text;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Checklists.Answers;

public sealed class FileTests
{
    [Theory]
    [InlineData("JVBERi0xLjQK", "application/pdf")]
    [InlineData("iVBORw0KGgoAAAANSUhEUg==", "image/png")]
    [InlineData("/9j/4AAQSkZJRg==", "image/jpeg")]
    [InlineData("R0lGODlhAQABAA==", "image/gif")]
    [InlineData("R0lGODdhAQABAA==", "image/gif")]
    [InlineData("UEsDBBQAAAAIAA==", "application/zip")]
    [InlineData("aGVsbG8sIHdvcmxkCg==", "text/plain")]
    [InlineData("w5xuw68g8J+YgA==", "text/plain")]
    [InlineData("AAECAw==", "application/octet-stream")]
    [InlineData("gIGC", "application/octet-stream")]
    [InlineData("JVBERg==", "text/plain")]
    public void A_type_is_told_from_the_first_bytes(string base64, string expected)
    {
        StrictBase64.TryDecode(base64, out var content).ShouldBeTrue();
        FileSniffer.Sniff(content).ShouldBe(expected);
    }

    [Theory]
    [InlineData("word/document.xml", "wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "presentationml.presentation")]
    public void Office_documents_are_told_apart(string part, string expected) =>
        FileSniffer.Sniff(Encoding.ASCII.GetBytes("PK\x03\x04\x14\0[Content_Types].xml" + part))
            .ShouldBe("application/vnd.openxmlformats-officedocument." + expected);

    [Fact]
    public void Only_the_first_1024_bytes_count()
    {
        var letters = Enumerable.Repeat((byte)'a', FileSniffer.Window).ToArray();
        FileSniffer.Sniff([.. letters, 0]).ShouldBe("text/plain");
        FileSniffer.Sniff([.. letters[..^1], 0]).ShouldBe("application/octet-stream");
        FileSniffer.Sniff([.. letters[..^1], .. "é"u8]).ShouldBe("text/plain");
    }

    [Theory]
    [InlineData("YQ==", "a")]
    [InlineData("YWI=", "ab")]
    [InlineData("YWJj", "abc")]
    [InlineData("YR==", "a")]
    public void Base64_is_decoded(string text, string expected)
    {
        StrictBase64.TryDecode(text, out var content).ShouldBeTrue();
        Encoding.ASCII.GetString(content!).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("YQ")]
    [InlineData("YQ=")]
    [InlineData("YQ===")]
    [InlineData("YQ==\n")]
    [InlineData("YW Jj")]
    [InlineData("YWJ-")]
    [InlineData("YWJ_")]
    [InlineData("====")]
    [InlineData("Y===")]
    [InlineData("YQ==YQ==")]
    [InlineData("data:text/plain;base64,YQ==")]
    public void Other_texts_are_no_base64(string text) => StrictBase64.TryDecode(text, out _).ShouldBeFalse();
}
