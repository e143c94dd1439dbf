using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>Short names for addresses.</summary>
internal static class Slug
{
    /// <summary>The name in lower case, accents taken off, with hyphens between what is left of its words; the key if nothing is.</summary>
    public static string Of(string name, string key)
    {
        var slug = new StringBuilder();
        foreach (var character in Decomposition.Of(name).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var text = slug.ToString()[..Math.Min(slug.Length, 50)].Trim('-');
        return text.Length > 0 ? text : key.ToLowerInvariant();
    }
}
