using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Waldur.Fake;

/// <summary>Host names and addresses as Python's standard library judges them.</summary>
internal static class HostNames
{
    private static readonly IdnMapping s_idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    /// <summary>The name in its ASCII form, or null if it has none.</summary>
    public static string? ToAscii(string host)
    {
        if (host.Length == 0)
            return null;
        try
        {
            return s_idn.GetAscii(host);
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
