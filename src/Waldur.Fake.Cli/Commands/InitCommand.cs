using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Writes a first scenario.</summary>
/// <param name="output">Where it says what it did.</param>
internal sealed class InitCommand(TextWriter output)
{
    /// <summary>What it writes.</summary>
    public const string Text = """
        # A world of your own. Serve it, and have it loaded again whenever this file changes:
        #   waldur-fake --scenario scenario.yaml --watch
        # Every key: docs/scenario-reference.md, or `waldur-fake schema` for your editor.
        version: 1
        seed: 42
        users:
          admin: {is_staff: true, token: admin-token}   # Authorization: Token admin-token
          alice: {first_name: Alice, last_name: Ames, email: alice@example.com, token: alice-token}
        customers:
          provider: {name: Example Compute, roles: {CUSTOMER.OWNER: [admin]}}
          lab: {name: Example Lab, roles: {CUSTOMER.OWNER: [alice]}}
        projects:
          climate: {customer: lab, name: Climate, roles: {PROJECT.MANAGER: [alice]}}
        offerings:
          cluster: {customer: provider, name: Cluster, plugin_options: {service_provider_can_create_offering_user: true}}
        resources:
          cluster-climate: {offering: cluster, project: climate, name: Climate on the cluster}
        robot_accounts:
          ci: {resource: cluster-climate, type: ci, username: ci-bot, users: [alice]}
        offering_users:
          alice: {offering: cluster, user: alice, username: alice, state: OK}

        """;

    /// <summary>The command.</summary>
    public Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file to write.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "scenario.yaml",
        };
        var command = new Command("init", "Write a first scenario file. A file that is there already is left as it is.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            if (File.Exists(path))
                throw new UserMistakeException($"{path} is there already; name another file.");
            await FileOutput.WriteFileAsync(path, Text, cancellation);
            await output.WriteLineAsync($"{path} is written. Now: waldur-fake --scenario {path} --watch");
        });
        return command;
    }
}
