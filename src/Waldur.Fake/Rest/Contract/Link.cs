namespace Waldur.Fake;

/// <summary>A link to an object: a route and an identifier.</summary>
/// <param name="Target">The route.</param>
/// <param name="Uuid">The identifier.</param>
internal readonly record struct Link(LinkTarget Target, Guid Uuid);
