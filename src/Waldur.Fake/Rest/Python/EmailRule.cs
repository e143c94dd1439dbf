namespace Waldur.Fake;

/// <summary>
/// What counts as an e-mail address: Django's rule. The text comes trimmed; its sentence is <c>Enter a valid email address.</c>
/// </summary>
internal static class EmailRule
{
    private const int MaxLength = 320;

    /// <summary>True for an address.</summary>
    public static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || text.Length > MaxLength)
            return false;
        var local = text.AsSpan(0, at);
        return (IsDotAtom(local) || IsQuoted(local)) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        foreach (var range in local.Split('.'))
        {
            var atom = local[range];
            if (atom.IsEmpty)
                return false;
            foreach (var letter in atom)
            {
                if (!char.IsAsciiLetterOrDigit(letter) && !"-!#$%&'*+/=?^_`{}|~".Contains(letter, StringComparison.Ordinal))
                    return false;
            }
        }
        return true;
    }

    /// <summary>A quoted string: no bare quote or backslash, and neither NUL, tab, line feed nor carriage return unescaped.</summary>
    private static bool IsQuoted(ReadOnlySpan<char> local)
    {
        if (local.Length < 2 || local[0] != '"' || local[^1] != '"')
            return false;
        for (var at = 1; at < local.Length - 1; at++)
        {
            var letter = local[at];
            if (letter == '\\')
            {
                if (++at == local.Length - 1 || local[at] is '\0' or '\n' or '\r' or > '\x7F')
                    return false;
            }
            else if (letter is '"' or ' ' or '\0' or '\t' or '\n' or '\r' or > '\x7F')
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsDomain(string domain) =>
        domain == "localhost" || IsAsciiDomain(domain) || (HostNames.ToAscii(domain) is { } ascii && IsAsciiDomain(ascii));

    private static bool IsAsciiDomain(string domain)
    {
        if (domain is ['[', .. var address, ']'])
            return HostNames.IsIpv4(address) || HostNames.IsIpv6(address);
        var labels = domain.Split('.');
        if (labels.Length < 2)
            return false;
        foreach (var label in labels)
        {
            if (label.Length is 0 or > 63 || label[^1] == '-' || !label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                return false;
        }
        // The pattern lets the last label begin with a hyphen, but wants two characters.
        return labels[^1].Length >= 2 && !labels.SkipLast(1).Any(label => label[0] == '-');
    }
}
