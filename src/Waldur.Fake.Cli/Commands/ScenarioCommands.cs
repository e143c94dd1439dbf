using System.CommandLine;
using System.Globalization;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Commands about scenario files: check them, make them up, tell what they may say.</summary>
/// <param name="output">Where to.</param>
internal sealed class ScenarioCommands(TextWriter output)
{
    /// <summary>Something is wrong with a scenario.</summary>
    private const int Wrong = 1;

    /// <summary>Checks scenario files.</summary>
    public Command Validate()
    {
        var files = new Argument<string[]>("FILE") {
            Description = "Scenario files, each checked by itself.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format")
        {
            Description = "text: file:line:column: what is wrong; github: annotations of GitHub Actions.",
            HelpName = "text|github",
            DefaultValueFactory = _ => "text",
        };
        var anywhere = FileOutput.IncludeAnywhere();
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("text" or "github") and var other)
                result.AddError($"--format takes text or github, not '{other}'.");
        });
        var command = new Command("validate", "Check scenario files; every error is told. Exit code 0: all are fine; 1: some are not.") {
            files, format, anywhere };
        command.SetAction(parsed =>
        {
            var errors = parsed.GetValue(files)!.SelectMany(file => Errors(file, parsed.GetValue(anywhere))).ToList();
            foreach (var error in errors)
                output.WriteLine(parsed.GetValue(format) == "github" ? Annotation(error) : error.ToString());
            return errors.Count == 0 ? 0 : Wrong;
        });
        return command;
    }

    /// <summary>Prints the JSON Schema of scenario files.</summary>
    public Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of scenario files.");
        command.SetAction(_ => output.Write(ScenarioSchema.Json()));
        return command;
    }

    /// <summary>Makes up a world.</summary>
    public Command Generate()
    {
        var seed = new Option<long>("--seed") {
            Description = "What everything is made from.", HelpName = "N", DefaultValueFactory = _ => 42 };
        seed.CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"--seed takes a whole number, not '{result.Tokens[^1].Value}'.");
            return 0;
        };
        var locale = new Option<string?>("--locale") {
            Description = "Where names come from, for example de or fr_CA.", HelpName = "LOCALE" };
        var target = FileOutput.Option();
        var command = new Command(
            "generate", "Make up a world from a seed and write it as a scenario file, with one staff user. "
            + "Counts are the least: more are made where others need them.") { seed, locale, target };
        var numbers = WaldurModules.Generated.ToDictionary(Count);
        foreach (var option in numbers.Keys)
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = new GenerateOptions();
            if (parsed.GetValue(locale) is { } named)
                asked.Locale(named);
            foreach (var (option, number) in numbers)
            {
                if (parsed.GetValue(option) is { } count)
                    asked.Number(number.Key, count);
            }
            string yaml;
            try
            {
                yaml = ScenarioExporter.ToYaml(
                    Scenario.Overlay(Scenario.Shipped("empty"), Scenario.Generated(asked, parsed.GetValue(seed))));
            }
            catch (ScenarioException mistake)
            {
                throw new UserMistakeException(
                    string.Join("; ", mistake.Errors.Select(error => $"--{error.Path.Split('.')[^1].Replace('_', '-')}: {error.Message}")),
                    mistake);
            }
            await FileOutput.WriteAsync(parsed.GetValue(target), yaml, output, cancellation);
        });
        return command;
    }

    private static Option<int?> Count(GenerateNumber number)
    {
        var (name, most) = ("--" + number.Key.Replace('_', '-'), number.Most);
        var option = new Option<int?>(name) { Description = number.Doc.Replace("`", "", StringComparison.Ordinal), HelpName = "N" };
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
                && count >= 0 && count <= most)
            {
                return count;
            }

            result.AddError($"{name} takes a number from 0 to {most}, not {Quoted(result.Tokens[^1].Value)}.");
            return null;
        };
        return option;
    }

    private static string Quoted(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : $"'{text}'";

    private static IReadOnlyList<ScenarioError> Errors(string file, bool includeAnywhere)
    {
        try
        {
            Scenario.FromFile(file, includeAnywhere).Validate();
            return [];
        }
        catch (ScenarioException wrong)
        {
            return wrong.Errors;
        }
    }

    /// <summary>
    /// A command to the log of GitHub Actions, in which percent signs and line ends are escaped, and in properties colons and commas too.
    /// </summary>
    private static string Annotation(ScenarioError error)
    {
        var place = error.Line > 0 ? FormattableString.Invariant($",line={error.Line},col={error.Column}") : "";
        var message = error.Path.Length > 0 ? $"{error.Path}: {error.Message}" : error.Message;
        if (error.Suggestion is not null)
            message += $"; did you mean '{error.Suggestion}'?";
        var file = Escaped(error.File).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
        return $"::error file={file}{place}::{Escaped(message)}";
    }

    private static string Escaped(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
