namespace Waldur.Fake;

/// <summary>Collects what is wrong, with the path of keys that the reading is at.</summary>
internal sealed class Problems
{
    /// <summary>How many errors are told: who mends a hundred at once finds the others afterwards.</summary>
    public const int Most = 100;

    private const int MostText = 1000;

    private readonly HashSet<ScenarioError> _errors = [];
    private bool _hasMore;
    private readonly List<string> _path = [];

    /// <summary>The keys that lead to where the reading is.</summary>
    public string Path => string.Join('.', _path);

    /// <summary>Are as many errors found as are told? What is costly to say of the others need not be found out.</summary>
    public bool IsFull => _errors.Count >= Most;

    public void Enter(string key) => _path.Add(Cut(key, 200));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Tells of something wrong where the reading is.</summary>
    public void Add(Position at, string message, string? suggestion = null) => AddAt(at, Path, message, suggestion);

    /// <summary>Tells of something wrong at another path. What was made up stands in no file; errors name that instead.</summary>
    public void AddAt(Position at, string path, string message, string? suggestion = null) =>
        Add(new ScenarioError(at.File ?? "generate", at.Line, at.Column, Cut(path, MostText), Cut(message, MostText), suggestion));

    public void Add(IEnumerable<ScenarioError> errors)
    {
        foreach (var error in errors)
            Add(error);
    }

    /// <summary>
    /// What was wrong, in the order of each file. The same error at the same place, from one layer and from all together, is told once.
    /// </summary>
    public IReadOnlyList<ScenarioError> Errors
    {
        get
        {
            string[] files = [.. _errors.Select(error => error.File).Distinct(StringComparer.Ordinal)];
            IEnumerable<ScenarioError> all = _errors.OrderBy(error => Array.IndexOf(files, error.File)).ThenBy(error => error.Line)
                .ThenBy(error => error.Column);
            return _hasMore
                ? [.. all,
                    new(
                        files[0], 0, 0, "",
                        string.Create(
                            System.Globalization.CultureInfo.InvariantCulture, $"there are more errors; these are the first {Most}"))]
                : [.. all];
        }
    }

    private void Add(ScenarioError error)
    {
        if (!IsFull)
            _errors.Add(error);
        else if (!_errors.Contains(error))
            _hasMore = true;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 3)] + "...";

    /// <summary>Throws if anything was wrong.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new ScenarioException(Errors);
    }
}
