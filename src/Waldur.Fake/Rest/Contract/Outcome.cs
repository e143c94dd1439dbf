using System.Diagnostics.CodeAnalysis;

namespace Waldur.Fake;

/// <summary>
/// A value, or why there is none: what is wrong with what was sent, or a refusal of another kind. Whoever comes to one simply returns it.
/// </summary>
/// <typeparam name="T">Kind of the value.</typeparam>
internal readonly struct Outcome<T>
{
    private readonly T? _value;
    private readonly object? _wrong;

    private Outcome(T? value, object? wrong) => (_value, _wrong) = (value, wrong);

    /// <summary>What is wrong with what was sent, if that is why there is no value.</summary>
    public Problem? Problem => _wrong as Problem;

    /// <summary>The refusal, if there is no value.</summary>
    public Answer? Refusal => _wrong as Answer ?? (Problem is { } problem ? Refuse.Invalid(problem) : null);

    /// <summary>The value; the default if there is none.</summary>
    public T Value => _value!;

    /// <summary>The value, or else the refusal.</summary>
    public bool Try([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Answer? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    /// <summary>It was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It was refused.</summary>
    public static implicit operator Outcome<T>(Answer refusal) => new(default, refusal);

    /// <summary>What was sent is wrong: 400.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}
