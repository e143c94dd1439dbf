using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Waldur.Fake;

/// <summary>What counts as an e-mail address: Django's rule. The text comes trimmed; its sentence is <c>Enter a valid email address.</c></summary>
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

/// <summary>Host names and addresses as Python's standard library judges them.</summary>
internal static class HostNames
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>The name in its ASCII form, or null if it has none.</summary>
    public static string? ToAscii(string host)
    {
        if (host.Length == 0)
            return null;
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            // An empty or over-long label, or a character that no name may hold: the rule is then simply not met.
            return null;
        }
    }

    /// <summary>Four decimal numbers up to 255, without leading zeros.</summary>
    public static bool IsIpv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.ContainsAnyExceptInRange('0', '9'))
                return false;
            if (int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) > 255)
                return false;
        }
        return parts == 4;
    }

    /// <summary>An IPv6 address without brackets or zone.</summary>
    public static bool IsIpv6(ReadOnlySpan<char> text)
    {
        if (text.Length > 39 || !text.Contains(':'))
            return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiHexDigit(letter) && letter is not (':' or '.'))
                return false;
        }
        return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
