namespace Waldur.Fake.Scenarios.Reading;

/// <summary>Collects what is wrong, with the path of keys that the reading is at.</summary>
internal sealed class Problems
{
    private readonly List<ScenarioError> _errors = [];
    private readonly List<string> _path = [];

    public bool Any => _errors.Count > 0;

    /// <summary>The keys that lead to where the reading is.</summary>
    public string Path => string.Join('.', _path);

    public void Enter(string key) => _path.Add(key);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Add(Position at, string message, string? suggestion = null) => Add(at, Path, message, suggestion);

    public void Add(Position at, string path, string message, string? suggestion = null) =>
        _errors.Add(new(at.File, at.Line, at.Column, path, message, suggestion));

    public void Add(IEnumerable<ScenarioError> errors) => _errors.AddRange(errors);

    /// <summary>Throws if anything was wrong. The same error at the same place, from two layers, is told once.</summary>
    public void ThrowIfAny()
    {
        if (Any)
            throw new ScenarioException([.. _errors.Distinct()]);
    }
}
