namespace Waldur.Fake;

/// <summary>
/// What the answer may look like (HTTP conventions, section 6.1). The server can also give a page of HTML; the fake gives JSON wherever it
/// would.
/// </summary>
internal static class Negotiation
{
    private static readonly (string Format, string Type)[] s_offered = [("json", "application/json"), ("api", "text/html")];

    /// <summary>The refusal, if the client can take neither JSON nor HTML or asks for a format that does not exist.</summary>
    /// <param name="format">The value of <c>?format=</c>, or the suffix of the path.</param>
    /// <param name="accept">The <c>Accept</c> header; null: there is none. One that is empty takes nothing.</param>
    public static Answer? Refusal(string? format, string? accept)
    {
        if (string.IsNullOrEmpty(format) && accept is null)
            return null;
        var offered = s_offered.Where(one => string.IsNullOrEmpty(format) || one.Format == format).ToList();
        if (offered.Count == 0)
            return Refuse.NotFound();
        return accept is null || accept.Split(',').Any(range => offered.Exists(one => Takes(range, one.Type)))
            ? null
            : Refuse.NotAcceptable();
    }

    private static bool Takes(string range, string offered)
    {
        var end = range.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? range : range[..end]).Trim();
        if (type == "*/*")
            return true;
        var slash = offered.IndexOf('/', StringComparison.Ordinal);
        return type.Equals(offered, StringComparison.OrdinalIgnoreCase)
            || type.Equals(offered[..slash] + "/*", StringComparison.OrdinalIgnoreCase);
    }
}
