namespace Waldur.Fake;

/// <summary>Who asks.</summary>
/// <param name="Uuid">Identifier of the user.</param>
/// <param name="IsStaff">Staff pass every permission check.</param>
/// <param name="IsSupport">Support read everything and may do nothing by that.</param>
internal sealed record Caller(Guid Uuid, bool IsStaff, bool IsSupport)
{
    /// <summary>Who is not known.</summary>
    public static readonly Caller Nobody = new(Guid.Empty, false, false);

    /// <summary>Staff and support see every object.</summary>
    public bool SeesEverything => IsStaff || IsSupport;
}
