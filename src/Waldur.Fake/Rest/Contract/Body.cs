namespace Waldur.Fake;

/// <summary>A body that an operation takes: its form, and how it is read once its bytes are parsed.</summary>
/// <typeparam name="T">What is read of it.</typeparam>
/// <param name="Shape">Its form, for the OpenAPI document and the OPTIONS answer.</param>
/// <param name="Read">Reads and checks it.</param>
internal sealed record Body<T>(Shape Shape, Func<BodyInput, Call, Outcome<T>> Read)
{
    /// <summary>
    /// What costs time and asks for no data, done before the world is locked: markup is cleaned. Null: there is no such thing.
    /// </summary>
    internal Action<BodyInput>? Prepare { get; init; }

    /// <summary>The same body, of which something is asked before its fields are looked at.</summary>
    public Body<T> After(Func<BodyInput, Call, Answer?> check) =>
        this with { Read = (input, call) => check(input, call) is { } refusal ? refusal : Read(input, call) };
}
