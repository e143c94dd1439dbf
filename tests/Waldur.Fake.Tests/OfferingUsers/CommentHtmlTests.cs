using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.OfferingUsers;

public sealed class CommentHtmlTests
{
    [Fact]
    public void Safe_content_stays_and_scripts_go()
    {
        var clean = CommentHtml.Clean("<p>Safe content</p><script>alert(\"XSS\")</script><img src=\"x\" onerror=\"alert(1)\">");
        clean.ShouldBe("<p>Safe content</p>");
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("naïve 😀 'quoted' \"text\"")]
    [InlineData("two\nlines")]
    public void A_plain_text_stays(string text) => CommentHtml.Clean(text).ShouldBe(text);

    [Theory]
    [InlineData("  text ", "text")]
    [InlineData(" \n<b>x</b> ", "<b>x</b>")]
    [InlineData("   ", "")]
    public void The_value_is_trimmed_first(string text, string expected) => CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("1 < 2", "1 &lt; 2")]
    [InlineData("2 > 1", "2 &gt; 1")]
    [InlineData("a &amp; b &lt;p&gt;", "a &amp; b &lt;p&gt;")]
    [InlineData("&eacute;", "é")]
    [InlineData("a\u00A0b", "a&nbsp;b")]
    [InlineData("a\r\nb", "a\nb")]
    public void Markup_characters_come_back_escaped(string text, string expected) => CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("b")]
    [InlineData("blockquote")]
    [InlineData("code")]
    [InlineData("em")]
    [InlineData("i")]
    [InlineData("li")]
    [InlineData("ol")]
    [InlineData("strong")]
    [InlineData("ul")]
    [InlineData("p")]
    [InlineData("span")]
    [InlineData("u")]
    [InlineData("s")]
    [InlineData("h1")]
    [InlineData("h2")]
    [InlineData("h3")]
    [InlineData("h4")]
    [InlineData("h5")]
    [InlineData("h6")]
    [InlineData("sub")]
    [InlineData("sup")]
    [InlineData("pre")]
    public void An_allowed_tag_stays_without_its_attributes(string tag) =>
        CommentHtml.Clean($"<{tag} class=\"c\" id=\"i\" onclick=\"x()\">text</{tag}>").ShouldBe($"<{tag}>text</{tag}>");

    [Theory]
    [InlineData("one<br>two<br/>three", "one<br>two<br>three")]
    [InlineData("<B>loud</B>", "<b>loud</b>")]
    [InlineData("<b>open", "<b>open</b>")]
    [InlineData("</b>closed", "closed")]
    public void Tags_are_written_in_their_usual_form(string text, string expected) => CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("<div>kept <b>text</b></div>", "kept <b>text</b>")]
    [InlineData("<table><tr><td>cell</td></tr></table>", "cell")]
    [InlineData("<img src=\"x\">", "")]
    [InlineData("<iframe src=\"x\"></iframe>after", "after")]
    [InlineData("<svg><a href=\"x\">drawn</a></svg>", "drawn")]
    public void Other_tags_go_and_their_text_stays(string text, string expected) => CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("a<script>x()</script>b", "ab")]
    [InlineData("a<style>p{}</style>b", "ab")]
    [InlineData("a<SCRIPT>if (1 < 2) { '<b>' }</SCRIPT>b", "ab")]
    [InlineData("a<script>never closed", "a")]
    [InlineData("a<!-- comment -->b", "ab")]
    public void Scripts_styles_and_comments_go_with_their_content(string text, string expected) =>
        CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("<p style=\"color: red\">x</p>", "<p style=\"color: red\">x</p>")]
    [InlineData("<span style=\"a\" class=\"b\">x</span>", "<span style=\"a\">x</span>")]
    [InlineData("<b style=\"color: red\">x</b>", "<b>x</b>")]
    [InlineData("<p href=\"x\">x</p>", "<p>x</p>")]
    [InlineData("<p style='a\"b&c'>x</p>", "<p style=\"a&quot;b&amp;c\">x</p>")]
    public void Style_stays_on_paragraphs_and_spans_only(string text, string expected) => CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("<b title=\"t\">x</b>", "<b title=\"t\">x</b>")]
    [InlineData("<h1 lang=\"et\" id=\"i\">x</h1>", "<h1 lang=\"et\">x</h1>")]
    [InlineData("<i title='a\"<>&'>x</i>", "<i title=\"a&quot;&lt;&gt;&amp;\">x</i>")]
    [InlineData("<noscript><b>n</b></noscript>", "&lt;b&gt;n&lt;/b&gt;")]
    public void Title_and_language_stay_on_every_tag_and_noscript_holds_text(string text, string expected) =>
        CommentHtml.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("http://x.org/")]
    [InlineData("HTTPS://x.org/")]
    [InlineData("mailto:a@x.org")]
    [InlineData("ftp://x.org/f")]
    [InlineData("/path/to?q=a:b")]
    [InlineData("page.html#top")]
    [InlineData("#top")]
    public void A_harmless_link_stays(string href) =>
        CommentHtml.Clean($"<a href=\"{href}\">x</a>").ShouldBe($"<a href=\"{href}\" rel=\"noopener noreferrer\">x</a>");

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData(" \u0001java\n\tscript:alert(1)")]
    [InlineData("java&#10;script:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    public void A_harmful_link_loses_its_target(string href) =>
        CommentHtml.Clean($"<a href=\"{href}\">x</a>").ShouldBe("<a rel=\"noopener noreferrer\">x</a>");

    [Fact]
    public void A_link_has_one_rel_of_ours() =>
        CommentHtml.Clean("<a target=\"_blank\" rel=\"opener\">x</a>").ShouldBe("<a rel=\"noopener noreferrer\">x</a>");

    [Fact]
    public void Deep_nesting_is_no_danger()
    {
        var deep = string.Concat(Enumerable.Repeat("<span>", 5000)) + "x";
        CommentHtml.Clean(deep).ShouldBe(deep + string.Concat(Enumerable.Repeat("</span>", 5000)));
    }

    /// <summary>A parser would take hours for some of these, were they longer.</summary>
    [Theory]
    [InlineData("", "<div>")]
    [InlineData("", "some text</x>")]
    [InlineData("", "<p><b id={0}></p>")]
    [InlineData("<table>", "<i></i>")]
    [InlineData("<!-- <p a=\" -->", "<div>")]
    [InlineData("<p =\">", "<div>")]
    [InlineData("<p a==\">", "<div>")]
    [InlineData("<svg>", "<p>x</p>")]
    [InlineData("", "<div><!--</div>-->")]
    [InlineData("", "<div><table></div></table>")]
    public void Markup_that_would_take_too_long_to_read_is_kept_as_text(string before, string part)
    {
        var comment = before + string.Concat(
            Enumerable.Range(0, 40_000).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, part, i)));
        CommentHtml.Clean(comment).ShouldBe(
            comment.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_comment_that_nests_as_it_should_is_read_as_markup()
    {
        var comment = string.Concat(Enumerable.Repeat("<ul><li><b>one</b> and <a href=\"/x\">two</a></li></ul><p>text</p>", 5_000));
        CommentHtml.Clean(comment).ShouldBe(comment.Replace("\"/x\"", "\"/x\" rel=\"noopener noreferrer\"", StringComparison.Ordinal));
    }

    /// <summary>A fragment is read as in the middle of a page, whatever it begins with.</summary>
    [Theory]
    [InlineData("<frameset><frame></frameset>x", "x")]
    [InlineData("</body></html>x<b>y", "x<b>y</b>")]
    [InlineData("<p>a<table><tr><td>b</table>c", "<p>a</p>bc")]
    [InlineData("<br>x", "<br>x")]
    [InlineData("<svg><p>x</p></svg>y", "xy")]
    public void A_comment_is_a_fragment_of_a_page(string comment, string expected) => CommentHtml.Clean(comment).ShouldBe(expected);

    [Theory]
    [InlineData("<p>a & b</p><ul><li>one<li>two</ul>")]
    [InlineData("<a href=\"x?a=1&b=2\">x</a>")]
    public void What_is_clean_stays_as_it_is(string text)
    {
        var clean = CommentHtml.Clean(text);
        CommentHtml.Clean(clean).ShouldBe(clean);
    }

    /// <summary>The world is locked by another; the comment is cleaned all the same, and only then waits.</summary>
    [Fact]
    public void A_comment_is_cleaned_before_the_world_is_locked()
    {
        var operation = WaldurModules.Operations.Single(
            operation => operation.Path.EndsWith("/update_comments/", StringComparison.Ordinal));
        var request = new WireRequest
        {
            Method = "PATCH", Host = "fake", Target = "/", Headers = new() { { "Content-Type", "application/json" } },
            Body = System.Text.Encoding.UTF8.GetBytes("""{"service_provider_comment":" <b>x "}"""),
        };

        operation.Parse!(request, new()).Value.CleanedOf("<b>x").ShouldBe("<b>x</b>");
    }

    [Fact]
    public void Every_body_is_parsed_before_the_world_is_locked() => WaldurModules.Operations
        .Where(operation => operation is { Writes: true, Body: not null, Parse: null }).ShouldBeEmpty();
}
