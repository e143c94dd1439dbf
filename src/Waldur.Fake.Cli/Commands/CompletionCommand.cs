using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Prints what makes a shell complete the commands and options of the tool.</summary>
/// <param name="output">Where to.</param>
internal sealed class CompletionCommand(TextWriter output)
{
    /// <summary>The command.</summary>
    public Command Create(RootCommand root)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh.", HelpName = "bash|zsh" };
        shell.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("bash" or "zsh") and var other)
                result.AddError($"completion takes bash or zsh, not '{other}'.");
        });
        var command = new Command("completion", "Print completions for a shell: source <(waldur-fake completion bash).") { shell };
        command.SetAction(
            parsed =>
                output.Write(parsed.GetValue(shell) == "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" + Bash(root) : Bash(root)));
        return command;
    }

    /// <summary>
    /// A function of bash, which zsh understands too: the first word names the command, and files complete everything else.
    /// </summary>
    private static string Bash(RootCommand root)
    {
        var cases = root.Subcommands.Select(command => $"    {command.Name}) words=\"{Options(command)}\" ;;\n");
        return $$"""
            _waldur_fake() {
              local words word="${COMP_WORDS[COMP_CWORD]}"
              case "${COMP_WORDS[1]}" in
            {{string.Concat(cases).TrimEnd('\n')}}
                *) words="{{string.Join(' ', root.Subcommands.Select(command => command.Name))}} {{Options(root)}}" ;;
              esac
              if [ "$COMP_CWORD" = 1 ]; then
                words="{{string.Join(' ', root.Subcommands.Select(command => command.Name))}} {{Options(root)}}"
              fi
              COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
            }
            complete -F _waldur_fake waldur-fake

            """;
    }

    private static string Options(Command command) => string.Join(' ', command.Options.Select(option => option.Name));
}
