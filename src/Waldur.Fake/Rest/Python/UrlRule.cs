namespace Waldur.Fake;

/// <summary>What counts as a URL: Django's rule. The text comes trimmed; its sentence is <c>Enter a valid URL.</c></summary>
internal static class UrlRule
{
    private const int MaxLength = 2048;
    private const int MaxHostLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>True for an address with one of the four schemes.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length > MaxLength || text.AsSpan().ContainsAny('\t', '\r', '\n'))
            return false;
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 || text[..colon].ToLowerInvariant() is not ("http" or "https" or "ftp" or "ftps"))
            return false;

        var rest = text[(colon + 3)..];
        if (rest.Any(IsBlank))
            return false;
        return Matches(AfterUser(rest)) || Matches(rest);
    }

    /// <summary>What follows <c>user:password@</c>, or the whole text if there is no such part.</summary>
    private static string AfterUser(string rest)
    {
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || rest[0] == ':')
            return rest;
        var user = rest.AsSpan(0, at);
        return user.Contains('/') || user.Count(':') > 1 ? rest : rest[(at + 1)..];
    }

    private static bool Matches(string rest)
    {
        var end = rest.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']', StringComparison.Ordinal);
            return close > 0 && IsPort(authority.AsSpan(close + 1)) && HostNames.IsIpv6(authority.AsSpan(1, close - 1));
        }
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        var host = colon < 0 ? authority : authority[..colon];
        if (host.Length > MaxHostLength || (colon >= 0 && !IsPort(authority.AsSpan(colon))))
            return false;
        return HostNames.IsIpv4(host) || IsHost(host) || (HostNames.ToAscii(host) is { } ascii && IsHost(ascii));
    }

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.IsEmpty || (port[0] == ':' && port.Length is >= 2 and <= 6 && !port[1..].ContainsAnyExceptInRange('0', '9'));

    private static bool IsHost(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        var name = host.EndsWith('.') ? host[..^1] : host;
        var labels = name.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && IsTopLevel(labels[^1]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-'
        && label.All(letter => IsLetter(letter) || char.IsAsciiDigit(letter) || letter == '-');

    /// <summary>At least two characters, none a digit; or a punycode label.</summary>
    private static bool IsTopLevel(string label)
    {
        if (label.Length >= 2 && label.All(letter => IsLetter(letter) || letter == '-'))
            return true;
        return label.Length > 4 && label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && label.AsSpan(4).IndexOf('-') < 0
            && label.All(char.IsAscii);
    }

    /// <summary>An ASCII letter or any character of the basic plane from U+00A1 on.</summary>
    private static bool IsLetter(char letter) => char.IsAsciiLetter(letter) || (letter >= '\u00A1' && !char.IsSurrogate(letter));

    private static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1C' and <= '\x1F';
}
