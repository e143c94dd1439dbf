namespace Waldur.Fake;

/// <summary>Something that happens to a row and that rows of other kinds follow: a role is lost, a project is removed.</summary>
internal abstract class Occasion;

/// <inheritdoc/>
/// <typeparam name="T">The kind of the row that it happens to.</typeparam>
internal sealed class Occasion<T> : Occasion
    where T : Entity;
