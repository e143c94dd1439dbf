using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Waldur.Fake;

/// <summary>
/// Cleans the HTML of the two comments of an offering user: what is harmless stays, everything else goes, the text of
/// unknown tags stays. A plain text comes back trimmed and with its markup characters escaped.
/// </summary>
internal static class CommentHtml
{
    private const string HtmlNamespace = "http://www.w3.org/1999/xhtml";
    private const string Start = "<!doctype html><body><br>";
    private const char NoBreakSpace = '\u00A0';

    private static readonly FrozenSet<string> s_allowedTags = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "b", "blockquote", "code", "em", "i", "li", "ol", "strong", "ul", "p", "span", "u", "s",
        "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup", "pre", "br");

    /// <summary>Tags that go together with what they hold.</summary>
    private static readonly FrozenSet<string> s_droppedWithContent = FrozenSet.Create(StringComparer.Ordinal, "script", "style");

    /// <summary>Schemes that a link may have; one without a scheme is relative and stays.</summary>
    private static readonly FrozenSet<string> s_allowedSchemes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "bitcoin", "ftp", "ftps", "geo", "http", "https", "im", "irc", "ircs", "magnet", "mailto", "mms", "mx", "news", "nntp",
        "openpgp4fpr", "sip", "sms", "smsto", "ssh", "tel", "url", "webcal", "wtai", "xmpp");

    /// <summary>What a parser reads or a writer writes differently; a text without any of these is clean.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create("<>&\r\0\u00A0");

    // The server's parser reads as a browser does that runs scripts: what stands in noscript is text.
    private static readonly HtmlParser s_parser =
        new(new() { IsScripting = true, ShouldEmitAttribute = (ref _, name) => name.Span is "href" or "style" or "title" or "lang" });

    /// <summary>The clean form of a comment as it was sent.</summary>
    public static string Clean(string comment)
    {
        var trimmed = Python.Strip(comment);
        if (!trimmed.AsSpan().ContainsAny(s_special))
            return trimmed;

        // What would take too long to read as markup is read as text.
        var text = new StringBuilder(trimmed.Length + 32);
        if (!MarkupCost.IsFair(trimmed))
        {
            AppendEscaped(text, trimmed, isAttribute: false);
            return text.ToString();
        }
        using var document = s_parser.ParseDocument(MarkupCost.HasForeignTags(trimmed) ? "" : Start + trimmed);
        // AngleSharp takes a fragment apart in a time that grows with the square of its length, so only drawings and formulas, which
        // break off at other places there, are read as one. The line break keeps a frameset from taking the place of the body.
        var nodes = MarkupCost.HasForeignTags(trimmed)
            ? s_parser.ParseFragment(trimmed, document.CreateElement("div"))
            : document.Body!.ChildNodes.Skip(1);
        foreach (var node in nodes)
            Write(text, node);
        return text.ToString();
    }

    /// <summary>Writes a node with all it holds. No recursion: a comment may nest as deep as it likes.</summary>
    private static void Write(StringBuilder text, INode root)
    {
        // Not by the next sibling, which AngleSharp looks for among all of them.
        var open = new Stack<(INode Node, int Child)>();
        Enter(root);
        while (open.TryPop(out var at))
        {
            if (at.Child == at.Node.ChildNodes.Length)
            {
                Close(text, at.Node);
                continue;
            }
            open.Push((at.Node, at.Child + 1));
            Enter(at.Node.ChildNodes[at.Child]);
        }

        void Enter(INode node)
        {
            if (Open(text, node))
                open.Push((node, 0));
            else
                Close(text, node);
        }
    }

    /// <summary>Writes a text or a start tag. True if what the node holds is to be written as well.</summary>
    private static bool Open(StringBuilder text, INode node)
    {
        if (node is IText words)
            AppendEscaped(text, words.Data, isAttribute: false);
        if (node is not IElement element)
            return false;
        if (s_droppedWithContent.Contains(element.LocalName))
            return false;
        if (!IsAllowed(element))
            return true;

        text.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes)
        {
            if (!IsAllowed(element.LocalName, attribute))
                continue;
            text.Append(' ').Append(attribute.LocalName).Append("=\"");
            AppendEscaped(text, attribute.Value, isAttribute: true);
            text.Append('"');
        }
        text.Append(element.LocalName == "a" ? " rel=\"noopener noreferrer\">" : ">");
        return true;
    }

    private static void Close(StringBuilder text, INode node)
    {
        if (node is IElement element && IsAllowed(element) && element.LocalName != "br")
            text.Append("</").Append(element.LocalName).Append('>');
    }

    private static bool IsAllowed(IElement element) =>
        element.NamespaceUri == HtmlNamespace && s_allowedTags.Contains(element.LocalName);

    private static bool IsAllowed(string tag, IAttr attribute) => (tag, attribute.Name) switch
    {
        ("a", "href") => IsAllowedLink(attribute.Value),
        ("p" or "span", "style") => true,
        (_, "title" or "lang") => true,
        _ => false,
    };

    /// <summary>Browsers pass over tabs and line ends inside a scheme and blanks before it, so they don't hide one here.</summary>
    private static bool IsAllowedLink(string href)
    {
        var scheme = new StringBuilder();
        foreach (var letter in href)
        {
            if (letter is '\t' or '\n' or '\r' || (letter <= ' ' && scheme.Length == 0))
                continue;
            if (letter == ':')
                return scheme.Length == 0 || s_allowedSchemes.Contains(scheme.ToString());
            if (!char.IsAsciiLetter(letter) && (scheme.Length == 0 || !(char.IsAsciiDigit(letter) || letter is '+' or '-' or '.')))
                return true;
            scheme.Append(letter);
        }
        return true;
    }

    private static void AppendEscaped(StringBuilder text, string value, bool isAttribute)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' when isAttribute => text.Append("&quot;"),
                NoBreakSpace => text.Append("&nbsp;"),
                _ => text.Append(letter),
            };
        }
    }
}
