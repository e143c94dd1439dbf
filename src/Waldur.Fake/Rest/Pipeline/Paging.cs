using System.Globalization;

namespace Waldur.Fake;

/// <summary>Pages of a list (HTTP conventions, section 8).</summary>
internal sealed record Paging(int Page, int Size, int Total)
{
    private const int DefaultSize = 10;
    private const int MaxSize = 300;

    /// <summary>Number of the last page; an empty list has one page.</summary>
    public int LastPage => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>How many rows come before this page.</summary>
    public int Skip => (Page - 1) * Size;

    /// <summary>The page that was asked for; null if there is none of that number.</summary>
    public static Paging? Of(Query query, int total)
    {
        var sent = Plain(query.Last("page_size"));
        var size = int.TryParse(sent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? Math.Min(asked, MaxSize)
            : DefaultSize;
        var paging = new Paging(1, size, total);
        var page = Plain(query.Last("page"));
        if (string.IsNullOrEmpty(page))
            return paging;
        if (page == "last")
            return paging with { Page = paging.LastPage };
        return int.TryParse(page, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1
            && number <= paging.LastPage
            ? paging with { Page = number }
            : null;
    }

    // Python reads a number in the digits of any script.
    private static string? Plain(string? number) => number is null ? null : string.Concat(Python.Strip(number)
        .Select(static letter => char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter));

    /// <summary>The <c>Link</c> header: first, prev, next, last; page 1 is told by leaving the page out.</summary>
    public string Links(string url, Query query)
    {
        var (before, after) = query.Around("page");
        var links = new List<string>(4) { To(1, "first") };
        if (Page > 1)
            links.Add(To(Page - 1, "prev"));
        if (Page < LastPage)
            links.Add(To(Page + 1, "next"));
        links.Add(To(LastPage, "last"));
        return string.Join(", ", links);

        string To(int page, string relation)
        {
            var own = page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"page={page}");
            var encoded = before.Length + after.Length == 0
                ? own
                : string.Join('&', new[] { before, own, after }.Where(part => part.Length > 0));
            return $"<{url}{(encoded.Length > 0 ? "?" : "")}{encoded}>; rel=\"{relation}\"";
        }
    }
}
