namespace Waldur.Fake;

/// <summary>Collects what is wrong, with the path of keys that the reading is at.</summary>
internal sealed class Problems
{
    private readonly List<ScenarioError> _errors = [];
    private readonly List<string> _path = [];

    /// <summary>The keys that lead to where the reading is.</summary>
    public string Path => string.Join('.', _path);

    public void Enter(string key) => _path.Add(key);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Tells of something wrong where the reading is.</summary>
    public void Add(Position at, string message, string? suggestion = null) => AddAt(at, Path, message, suggestion);

    /// <summary>Tells of something wrong at another path. What was made up stands in no file; errors name that instead.</summary>
    public void AddAt(Position at, string path, string message, string? suggestion = null) =>
        _errors.Add(new(at.File ?? "generate", at.Line, at.Column, path, message, suggestion));

    public void Add(IEnumerable<ScenarioError> errors) => _errors.AddRange(errors);

    /// <summary>
    /// What was wrong, in the order of each file. The same error at the same place, from one layer and from all together, is told once.
    /// </summary>
    public IReadOnlyList<ScenarioError> Errors
    {
        get
        {
            string[] files = [.. _errors.Select(error => error.File).Distinct(StringComparer.Ordinal)];
            return [.. _errors.Distinct().OrderBy(error => Array.IndexOf(files, error.File)).ThenBy(error => error.Line).ThenBy(error => error.Column)];
        }
    }

    /// <summary>Throws if anything was wrong.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new ScenarioException(Errors);
    }
}
