using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>The options that choose sides where documentation and server disagree.</summary>
internal static class FidelityOptions
{
    /// <summary>The side that all divergences are on, unless they are told otherwise.</summary>
    public static Option<string> Side(string description = "documented: as Waldur's published pages say; server: as release 7.9.6 does.") =>
        new("--fidelity") { Description = description, HelpName = "documented|server", DefaultValueFactory = _ => "documented" };

    /// <summary>The side of one divergence.</summary>
    public static Option<string[]> Divergence() => new("--divergence")
    {
        Description = "The side of one divergence; docs/divergences.md lists them.",
        HelpName = "ID=documented|server",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>What was chosen for all.</summary>
    public static Fidelity Of(string side) => Of(side, "--fidelity");

    /// <summary>What was chosen for all and for single ones.</summary>
    public static Fidelity Of(string side, IReadOnlyList<string>? choices)
    {
        var fidelity = Of(side);
        foreach (var choice in choices ?? [])
        {
            var parts = choice.Split('=', 2);
            if (parts.Length != 2)
                throw new UserMistakeException($"--divergence takes ID=documented or ID=server, not '{choice}'.");
            if (!WaldurModules.Divergences.Any(row => row.Id == parts[0]))
            {
                var known = string.Join(", ", WaldurModules.Divergences.Select(row => row.Id));
                throw new UserMistakeException($"There is no divergence '{parts[0]}'; there are {known}.");
            }
            fidelity = fidelity.With(parts[0], Of(parts[1], $"--divergence {parts[0]}"));
        }
        return fidelity;
    }

    private static Fidelity Of(string text, string option) => text switch
    {
        "documented" => Fidelity.Documented,
        "server" => Fidelity.Server,
        _ => throw new UserMistakeException($"{option} takes documented or server, not '{text}'."),
    };
}
