using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Waldur.Fake;

/// <summary>
/// Reads a YAML or JSON text into nodes, from the events of the parser: that way every node has a place, a key that comes twice is seen,
/// and neither deep nesting nor multiplying aliases can harm the process.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxDepth = 64;

    /// <summary>How many nodes all aliases of a file may stand for.</summary>
    public const int MaxAliased = 100_000;

    private readonly string _file;
    private readonly string _text;
    private readonly Problems _problems;
    private readonly Parser _parser;
    private readonly Dictionary<string, (Node? Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private int _aliased;
    private int _count;

    private YamlReader(string file, string text, Problems problems)
    {
        (_file, _text, _problems) = (file, text, problems);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The one document of the text, or null if its syntax is wrong; the problems then say why.</summary>
    public static Node? Read(string file, string text, Problems problems)
    {
        var reader = new YamlReader(file, text, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            reader.Explain(e);
            return null;
        }
        catch (StopReadingException)
        {
            return null;
        }
    }

    private Node Document()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd)
            throw Stop(new(_file, 1, 1), "the file is empty; a scenario is a map that starts with 'version: 1'");
        var root = Value(Next());
        Next<DocumentEnd>();
        if (Next() is DocumentStart second)
            _problems.Add(At(second.Start), "a second document starts here; a scenario file has one");
        return root;
    }

    private ParsingEvent Next()
    {
        var end = _parser.Current?.End ?? Mark.Empty;
        bool more;
        try
        {
            more = _parser.MoveNext();
        }
        catch (Exception e) when (e is not YamlException)
        {
            // The scanner of YamlDotNet gives up so at a few mistakes, such as a bracket that is never closed before a colon.
            throw Stop(At(end), "not well-formed YAML: what follows can't be understood; is a bracket or a quote not closed?");
        }
        return more ? _parser.Current! : throw Stop(At(end), "the file ends too early");
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
            throw Stop(At(_parser.Current!.Start), "unexpected content");
    }

    private Node Value(ParsingEvent start)
    {
        var at = At(start.Start);
        if (start is AnchorAlias alias)
            return Aliased(at, alias.Value.Value);
        var node = (NodeEvent)start;
        if (!node.Tag.IsEmpty)
            _problems.Add(at, $"tags are not used in scenarios; leave '{node.Tag.Value}' out");
        var before = _count++;
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = (null, 0);
        if (++_depth > MaxDepth)
            throw Stop(at, $"nested deeper than {MaxDepth} levels");
        Node value = start switch
        {
            Scalar scalar => Scalar(at, scalar),
            SequenceStart => List(at),
            MappingStart => Map(at),
            _ => throw Stop(at, "unexpected content"),
        };
        _depth--;
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = (value, _count - before);
        return value;
    }

    private static ScalarNode Scalar(Position at, Scalar scalar) =>
        new(at, scalar.Value, scalar.Style == ScalarStyle.Plain ? CoreSchema.TypeOf(scalar.Value) : ScalarType.Text);

    private ListNode List(Position at)
    {
        var items = new List<Node>();
        while (Next() is not SequenceEnd)
        {
            _problems.Enter(items.Count.ToString(CultureInfo.InvariantCulture));
            items.Add(Value(_parser.Current!));
            _problems.Leave();
        }
        return new(at, items);
    }

    private MapNode Map(Position at)
    {
        var entries = new List<Entry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
                throw Stop(At(_parser.Current!.Start), "a key must be a text");
            var keyAt = At(key.Start);
            _problems.Enter(key.Value);
            var value = Value(Next());
            if (key.Value == "<<" && key.Style == ScalarStyle.Plain)
            {
                _problems.Add(keyAt, "merge keys are not part of YAML 1.2; use 'include' or repeat the fields");
            }
            else if (!seen.TryAdd(key.Value, keyAt.Line))
            {
                _problems.Add(
                    keyAt, $"the key comes twice; it stands in line {seen[key.Value].ToString(CultureInfo.InvariantCulture)} already");
            }
            else
            {
                entries.Add(new(key.Value, keyAt, value));
            }
            _problems.Leave();
        }
        return new(at, entries);
    }

    private Node Aliased(Position at, string name)
    {
        if (!_anchors.TryGetValue(name, out var anchor))
            throw Stop(at, $"the alias '*{name}' has no anchor '&{name}' before it", Nearest.To(name, _anchors.Keys));
        if (anchor.Node is null)
            throw Stop(at, $"the alias '*{name}' stands inside of what it stands for");
        _count += anchor.Size;
        _aliased += anchor.Size;
        if (_aliased > MaxAliased)
            throw Stop(at, $"the aliases of the file stand for more than {MaxAliased.ToString(CultureInfo.InvariantCulture)} values");
        return anchor.Node;
    }

    private Position At(in Mark mark) => new(_file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private StopReadingException Stop(Position at, string message, string? suggestion = null)
    {
        _problems.Add(at, message, suggestion);
        return new StopReadingException();
    }

    /// <summary>The parser's own words, unless the usual slip has better ones.</summary>
    private void Explain(YamlException e)
    {
        if (e.Message.Contains("tab", StringComparison.Ordinal) && IndentedByTab((int)e.Start.Line) is { } tab)
            _problems.AddAt(tab, "", "a tab can't be used for indentation; use blanks");
        else
            _problems.AddAt(At(e.Start), "", $"not well-formed YAML: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..].TrimEnd('.')}");
    }

    /// <summary>The first tab in an indentation, from a line on.</summary>
    private Position? IndentedByTab(int from)
    {
        var reader = new StringReader(_text);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var tab = line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).IndexOf('\t');
            if (number >= from && tab >= 0)
                return new(_file, number, tab + 1);
        }
        return null;
    }

    /// <summary>Ends the reading of a file of which the rest would make no sense.</summary>
    private sealed class StopReadingException : Exception;
}
