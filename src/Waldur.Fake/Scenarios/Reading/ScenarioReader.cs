using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// Reads a source and what it includes into one tree: what is included lies below what includes it. Each file is read once.
/// </summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="includesAnywhere">Whether files outside of the folder of the first may be included.</param>
internal sealed class ScenarioReader(Problems problems, bool includesAnywhere = false)
{
    /// <summary>How deep files may include each other.</summary>
    public const int MaxDepth = 64;

    private const string Include = "include";

    private readonly List<ScenarioSource> _open = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>Can something not be read at all? What is read then makes no sense as a whole.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Every file by itself, lowest first.</summary>
    public List<MapNode> Layers { get; } = [];

    /// <summary>What was read.</summary>
    public List<(ScenarioSource Source, string Text)> Texts { get; } = [];

    /// <summary>Reads a source; <see cref="Layers"/> then has its layers.</summary>
    public void Read(ScenarioSource source)
    {
        if (!_done.Add(source.Identity))
            return;
        _open.Add(source);
        var text = source.Text();
        Texts.Add((source, text));
        var root = YamlReader.Read(source.Name, text, problems);
        if (root is MapNode map)
        {
            if (source.NeedsVersion && map["version"] is null)
                problems.AddAt(map.At, "", "'version: 1' is missing");
            foreach (var (path, at, place) in Includes(map))
                ReadIncluded(source, path, at, place);
            Layers.Add(new(map.At, [.. map.Entries.Where(entry => entry.Key != Include)]));
        }
        else
        {
            IsBroken = true;
            if (root is not null)
                problems.Add(root.At, $"expected a map of kinds such as 'users' and 'customers', not {root.Sort}");
        }
        _open.RemoveAt(_open.Count - 1);
    }

    private void ReadIncluded(ScenarioSource source, string path, Position at, string place)
    {
        var included = source.Beside(path);
        var start = _open.FindIndex(open => open.Identity == included.Identity);
        if (start >= 0)
        {
            problems.AddAt(
                at, place,
                $"the includes go round in a circle: {string.Join(" -> ", _open.Skip(start).Append(included).Select(open => open.Name))}");
            return;
        }
        if (_open.Count >= MaxDepth)
        {
            problems.AddAt(
                at, place, string.Create(CultureInfo.InvariantCulture, $"files include each other deeper than {MaxDepth} levels"));
            IsBroken = true;
            return;
        }
        if (!includesAnywhere && !included.IsBelow(_open[0]))
        {
            problems.AddAt(
                at, place,
                $"{included.Name} lies outside of the folder of {_open[0].Name}; such files are included with --include-anywhere only");
            IsBroken = true;
            return;
        }
        try
        {
            Read(included);
        }
        catch (ScenarioException e)
        {
            IsBroken = true;
            // The file can't be opened: the place to mend is the line that names it.
            var reason = e.Errors[0];
            problems.AddAt(at, place, $"{reason.File}: {reason.Message}", reason.Suggestion);
        }
    }

    private IEnumerable<(string Path, Position At, string Place)> Includes(MapNode map)
    {
        var value = map[Include];
        if (value is null)
            yield break;
        if (value is not ListNode list)
        {
            problems.AddAt(value.At, Include, $"expected a list of file names, not {value.Described}");
            yield break;
        }
        for (var i = 0; i < list.Items.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{Include}.{i}");
            if (list.Items[i] is ScalarNode { Type: ScalarType.Text, Text.Length: > 0 } path
                && !path.Text.Contains('\0', StringComparison.Ordinal))
            {
                yield return (path.Text, path.At, place);
            }
            else
            {
                problems.AddAt(list.Items[i].At, place, $"expected a file name, not {list.Items[i].Described}");
            }
        }
    }
}
