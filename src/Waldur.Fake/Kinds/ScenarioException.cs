namespace Waldur.Fake;

/// <summary>A scenario that can't be loaded. The message has one line for each error.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>A scenario with these errors.</summary>
    public ScenarioException(IReadOnlyList<ScenarioError> errors)
        : base(string.Join('\n', errors)) => Errors = errors;

    internal ScenarioException(string file, string message, string? suggestion = null)
        : this([new ScenarioError(file, 0, 0, "", message, suggestion)])
    {
    }

    /// <summary>Everything that is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<ScenarioError> Errors { get; }
}
