using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>
/// The form that a value has in a scenario file. Reading, writing, the JSON Schema and the reference page all come from it.
/// </summary>
internal abstract class Form
{
    /// <summary>What the reference page says of it: <c>text</c>, <c>list of users</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The JSON Schema of the form.</summary>
    public abstract JsonObject Schema(SchemaBook book);
}

/// <inheritdoc/>
/// <typeparam name="T">What a row has instead: a reference is an identifier, a label a state.</typeparam>
internal abstract class Form<T> : Form
{
    /// <summary>
    /// Reads a node; what is wrong is told. False if there is no value at all; an object with a wrong field is still one.
    /// </summary>
    public abstract bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value);

    /// <summary>
    /// What is wrong with a value that a row has, which no file has given: what could not be read from a file either. Each with the path to
    /// it.
    /// </summary>
    public virtual IEnumerable<Flaw> Flaws(T value, WorldData world) => [];

    /// <summary>The value as a scenario file has it; null if it has nothing.</summary>
    public abstract Node? Write(T value, Writing writing);
}

/// <summary>What is wrong with a value of a row.</summary>
/// <param name="Path">The keys that lead to it, each with a dot before it; empty for the value itself.</param>
/// <param name="Message">What is wrong.</param>
internal readonly record struct Flaw(string Path, string Message)
{
    /// <summary>The same flaw, seen from a level higher.</summary>
    public Flaw Below(string key) => this with { Path = $".{key}{Path}" };
}
