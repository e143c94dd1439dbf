using System.Net;
using System.Text;

namespace Waldur.Fake;

/// <summary>The query of a request, decoded, in the order in which it was sent.</summary>
internal sealed class Query
{
    /// <summary>No query.</summary>
    public static readonly Query None = new("");

    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>Reads <c>a=1&amp;b=2</c>.</summary>
    public Query(string text)
    {
        foreach (var range in text.AsSpan().Split('&'))
        {
            var part = text.AsSpan()[range];
            if (part.IsEmpty)
                continue;
            var equals = part.IndexOf('=');
            var (name, value) = equals < 0 ? (part.ToString(), "") : (part[..equals].ToString(), part[(equals + 1)..].ToString());
            _pairs.Add(new(Decode(name), Decode(value)));
        }
    }

    /// <summary>All parameters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The last value of a parameter, or null.</summary>
    public string? Last(string name)
    {
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_pairs[i].Key, name, StringComparison.Ordinal))
                return _pairs[i].Value;
        }
        return null;
    }

    /// <summary>All values of a parameter.</summary>
    public IEnumerable<string> All(string name)
    {
        foreach (var pair in _pairs)
        {
            if (string.Equals(pair.Key, name, StringComparison.Ordinal))
                yield return pair.Value;
        }
    }

    /// <summary>
    /// Encodes with keys sorted, blanks as <c>+</c>, as paging links carry it: what stands before a key, and what behind.
    /// </summary>
    public (string Before, string After) Around(string key)
    {
        if (_pairs.Count == 0)
            return ("", "");
        var sorted = _pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToLookup(
            pair => Math.Sign(string.CompareOrdinal(pair.Key, key)), pair => $"{Escape(pair.Key)}={Escape(pair.Value)}");
        return (string.Join('&', sorted[-1]), string.Join('&', sorted[1]));
    }

    // Bytes that are no UTF-8 become U+FFFD.
    internal static string Decode(string text) => WebUtility.UrlDecode(text);

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or '~')
                result.Append(character);
            else if (character == ' ')
                result.Append('+');
            else
                result.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }
}
