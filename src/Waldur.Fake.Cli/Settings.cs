using System.Collections;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Waldur.Fake.Cli;

/// <summary>
/// What the command line of <c>serve</c> leaves out is taken from the environment, else from the file of <c>--config</c>: each option is a
/// variable, <c>WALDUR_FAKE_WORLD_TTL</c> for <c>--world-ttl</c>, and a key of that file, <c>world-ttl</c>.
/// </summary>
/// <param name="environment">The variables of the process.</param>
internal sealed class Settings(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The option that names the file.</summary>
    public const string ConfigOption = "--config";

    /// <summary>The variable of platforms that choose the port themselves.</summary>
    private const string Port = "PORT";

    private const string Prefix = "WALDUR_FAKE_";
    private const string Urls = "--urls";

    /// <summary>Where the value of an option comes from that the command line does not have.</summary>
    private readonly List<(string Option, string Source)> _sources = [];

    /// <summary>The variables of this process.</summary>
    public static Settings OfProcess() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal));

    /// <summary>The variable that stands for an option.</summary>
    public static string Variable(Option option) => Prefix + KeyOf(option).Replace('-', '_').ToUpperInvariant();

    /// <summary>Whether an option can be set so.</summary>
    public static bool IsSetting(Option option) => option is not HelpOption and not VersionOption;

    /// <summary>Arguments that stand for what is said elsewhere.</summary>
    /// <param name="given">The command line.</param>
    /// <exception cref="UserMistakeException">A variable or a key has no option, or not such a value.</exception>
    public IReadOnlyList<string> Missing(ParseResult given)
    {
        var options = given.CommandResult.Command.Options.Where(IsSetting).ToList();
        Refuse(environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)), options.Select(Variable), "variable");
        var missing = options.Where(option => given.GetResult(option) is null or { Implicit: true }).ToList();
        var found = new Dictionary<string, (IReadOnlyList<string> Values, string Source)>(StringComparer.Ordinal);
        foreach (var option in missing)
        {
            if (environment.TryGetValue(Variable(option), out var text) && text.Length > 0)
                found[option.Name] = (IsRepeated(option) ? text.Split(',') : [text], Variable(option));
        }
        var file = found.TryGetValue(ConfigOption, out var said) ? said.Values[0] : given.GetValue<string?>(ConfigOption);
        if (file is not null)
        {
            foreach (var (option, values) in Read(file, options).Where(said => missing.Contains(said.Option)))
                found.TryAdd(option.Name, (values, file));
        }
        if (missing.Any(option => option.Name == Urls) && environment.TryGetValue(Port, out var port) && port.Length > 0)
            found.TryAdd(Urls, ([$"http://127.0.0.1:{port}"], Port));
        return [.. found.SelectMany(pair => Arguments(options.Single(option => option.Name == pair.Key), pair.Value))];
    }

    /// <summary>What is wrong, with where an option that it names was said.</summary>
    public string Placed(string message) =>
        _sources.FirstOrDefault(source => message.Contains(source.Option, StringComparison.Ordinal)) is { Source: { } place }
            ? $"{message} ({place})"
            : message;

    private IEnumerable<string> Arguments(Option option, (IReadOnlyList<string> Values, string Source) said)
    {
        _sources.Add((option.Name, said.Source));
        return option.ValueType == typeof(bool)
            ? said.Values[0] switch
            {
                "true" or "1" => [option.Name],
                "false" or "0" => [],
                var other => throw new UserMistakeException($"{option.Name} takes true or false, not '{other}'."),
            }
            : said.Values.SelectMany(value => (string[])[option.Name, value]);
    }

    private static IEnumerable<(Option Option, IReadOnlyList<string> Values)> Read(string file, IReadOnlyList<Option> options)
    {
        var problems = new Problems();
        if (YamlReader.Read(file, Text(file), problems) is not MapNode map)
            throw new UserMistakeException(problems.Errors is [var first, ..] ? first.ToString() : $"{file}: expected a map of options");
        var known = options.Where(option => option.Name != ConfigOption).ToDictionary(KeyOf, StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (!known.TryGetValue(entry.Key, out var option))
                throw Wrong(entry.At, Unknown("key", entry.Key, known.Keys));
            if (entry.Value is ListNode && !IsRepeated(option))
                throw Wrong(entry.Value.At, $"'{entry.Key}' takes one value");
            var values = entry.Value is ListNode list ? list.Items : [entry.Value];
            yield return (option, [.. values.Select(value => (value as ScalarNode)?.Text
                ?? throw Wrong(value.At, $"'{entry.Key}' takes {(IsRepeated(option) ? "values" : "a value")}, not {value.Described}"))]);
        }
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserMistakeException($"{ConfigOption}: {file} can't be read: {failure.Message}", failure);
        }
    }

    private static void Refuse(IEnumerable<string> said, IEnumerable<string> known, string what)
    {
        foreach (var name in said.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            throw new UserMistakeException(Unknown(what, name, known));
    }

    private static string Unknown(string what, string name, IEnumerable<string> known) =>
        Nearest.To(name, known) is { } nearest
            ? $"unknown {what} '{name}'; did you mean '{nearest}'?"
            : $"unknown {what} '{name}'; there are {string.Join(", ", known)}";

    private static UserMistakeException Wrong(Position at, string message) =>
        new(FormattableString.Invariant($"{at.File}:{at.Line}:{at.Column}: {message}"));

    private static string KeyOf(Option option) => option.Name.TrimStart('-');

    private static bool IsRepeated(Option option) => option.Arity.MaximumNumberOfValues > 1;
}
