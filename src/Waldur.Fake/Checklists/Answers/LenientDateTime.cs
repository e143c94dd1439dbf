namespace Waldur.Fake;

/// <summary>What counts as an answer to a question of type <c>datetime</c>: an ISO 8601 date or date-time.</summary>
internal static class LenientDateTime
{
    /// <summary>True for an accepted text.</summary>
    public static bool IsValid(string text) => IsoDateTime.TryParse(text, out _);
}
