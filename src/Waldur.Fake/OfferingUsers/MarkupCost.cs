using System.Buffers;
using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>
/// What it costs to read a text as HTML. For each tag a parser looks at all that are open, so that tags which are never closed cost the
/// square of their number. The estimate is never too low, and for markup that nests as it should it is what nesting costs.
/// </summary>
internal static class MarkupCost
{
    /// <summary>About a tenth of a second: thousands of tags in each other, hundreds of thousands beside each other.</summary>
    private const long Fair = 20_000_000;

    /// <summary>For each tag that changes nothing, a parser joins the text before and after it.</summary>
    private const int CharactersAtOnce = 16;

    private static readonly SearchValues<char> s_endOfName = SearchValues.Create("\t\n\f\r />");

    private static readonly FrozenSet<string> s_void = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");

    /// <summary>Tags inside of which markup is read by other rules.</summary>
    private static readonly FrozenSet<string> s_special = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "svg", "math", "table",
        "template", "select", "frameset");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isVoid =
        s_void.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isSpecial =
        s_special.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether there may be a drawing or a formula in a text.</summary>
    public static bool HasForeignTags(ReadOnlySpan<char> text) =>
        text.Contains("<svg", StringComparison.OrdinalIgnoreCase) || text.Contains("<math", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether reading the text as HTML costs little enough.</summary>
    public static bool IsFair(ReadOnlySpan<char> text)
    {
        if (HasForeignTags(text))
            return Rest(text, 0, 0) <= Fair / 4;
        var open = new Stack<(int Start, int Length)>();
        var (cost, at) = (0L, 0);
        while (Next(text, ref at) is var tag and not Tag.None)
        {
            var nameStart = tag == Tag.End ? at + 2 : at + 1;
            var nameLength = Math.Max(0, text[nameStart..].IndexOfAny(s_endOfName));
            var name = text.Slice(nameStart, nameLength);
            if (tag == Tag.Other || s_isSpecial.Contains(name))
                return cost + Rest(text[at..], open.Count, at) <= Fair;
            cost += open.Count + 1;
            if (tag == Tag.Start && !s_isVoid.Contains(name))
            {
                open.Push((nameStart, nameLength));
            }
            else if (tag == Tag.End && open.TryPeek(out var top) && name.Equals(
                text.Slice(top.Start, top.Length), StringComparison.OrdinalIgnoreCase))
            {
                open.Pop();
            }
            else
            {
                cost += at / CharactersAtOnce;
            }
            at = EndOfTag(text, nameStart + nameLength);
            if (cost > Fair)
                return false;
        }
        return true;
    }

    /// <summary>The cost of what follows if nothing in it is ever closed.</summary>
    private static long Rest(ReadOnlySpan<char> text, int open, int before)
    {
        long tags = text.Count('<');
        return tags * (open + (tags / 2) + ((before + text.Length) / CharactersAtOnce));
    }

    /// <summary>Moves on to the next tag.</summary>
    private static Tag Next(ReadOnlySpan<char> text, ref int at)
    {
        for (; at < text.Length; at++)
        {
            var bracket = text[at..].IndexOf('<');
            if (bracket < 0 || (at += bracket) + 1 >= text.Length)
                return Tag.None;
            if (char.IsAsciiLetter(text[at + 1]))
                return Tag.Start;
            if (text[at + 1] is '!' or '?')
                return Tag.Other;
            if (text[at + 1] == '/')
                return at + 2 < text.Length && char.IsAsciiLetter(text[at + 2]) ? Tag.End : Tag.Other;
        }
        return Tag.None;
    }

    /// <summary>
    /// Where a tag ends: a bracket within a quoted value does not end it, and only behind the sign of equality does a quote begin one.
    /// </summary>
    private static int EndOfTag(ReadOnlySpan<char> text, int at)
    {
        var place = Place.BeforeName;
        for (; at < text.Length && text[at] != '>'; at++)
        {
            switch (text[at])
            {
                case '"' or '\'' when place == Place.BeforeValue:
                    var length = text[(at + 1)..].IndexOf(text[at]);
                    if (length < 0)
                        return text.Length;
                    at += length + 1;
                    place = Place.BeforeName;
                    break;
                case '=' when place is Place.Name or Place.AfterName:
                    place = Place.BeforeValue;
                    break;
                case '/' when place is not (Place.BeforeValue or Place.Value):
                    place = Place.BeforeName;
                    break;
                case '\t' or '\n' or '\f' or '\r' or ' ':
                    place = place switch { Place.Name => Place.AfterName, Place.Value => Place.BeforeName, _ => place };
                    break;
                default:
                    place = place is Place.BeforeValue or Place.Value ? Place.Value : Place.Name;
                    break;
            }
        }
        return at;
    }

    /// <summary>Where in a tag the reading is, as the HTML standard has it.</summary>
    private enum Place
    {
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Value,
    }

    private enum Tag
    {
        None,
        Start,
        End,

        /// <summary>A comment, a declaration, or what is read as one.</summary>
        Other,
    }
}
