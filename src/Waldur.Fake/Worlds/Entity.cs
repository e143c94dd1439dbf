namespace Waldur.Fake;

/// <summary>A row of a world: an immutable record with an identifier and two timestamps.</summary>
public abstract record Entity
{
    /// <summary>The public identifier. Empty means: the world picks one when the row is inserted.</summary>
    public Guid Uuid { get; init; }

    /// <summary>When the row was inserted (UTC, whole microseconds). The default value means: the world's clock decides.</summary>
    public DateTime Created { get; init; }

    /// <summary>When the row was saved last (UTC, whole microseconds).</summary>
    public DateTime Modified { get; init; }
}

/// <summary>A row together with the world data that it is looked at in, so that its relations can be followed.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
/// <param name="It">The row.</param>
/// <param name="World">The data that the row's references point into.</param>
internal readonly record struct In<T>(T It, WorldData World)
    where T : Entity
{
    /// <summary>The public identifier of the row.</summary>
    public Guid Uuid => It.Uuid;
}
