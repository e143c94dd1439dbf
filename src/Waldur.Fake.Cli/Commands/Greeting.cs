using Spectre.Console;

namespace Waldur.Fake.Cli.Commands;

/// <summary>What the tool says once requests are answered.</summary>
/// <param name="fake">The fake.</param>
/// <param name="addresses">Where it listens.</param>
internal sealed class Greeting(WaldurFake fake, IReadOnlyList<Uri> addresses)
{
    private const int Shown = 25;

    private readonly WorldData _data = fake.World.Data;

    private IReadOnlyList<string> Urls => [.. addresses.Select(UrlOf)];

    /// <summary>What a file says that tells others that it is ready.</summary>
    public string Ready() => Json(json =>
    {
        WriteAddresses(json);
        json.Name("pid");
        json.Int(Environment.ProcessId);
    }) + "\n";

    /// <summary>Writes addresses and users.</summary>
    public void Write(TextWriter output, bool asJson)
    {
        if (asJson)
            output.WriteLine(Json(WriteAll));
        else
            WriteText(output);
        output.Flush();
    }

    private static string Json(Action<JsonOut> members)
    {
        var json = new JsonOut("");
        json.Object(() => members(json));
        return json.ToString();
    }

    private void WriteAddresses(JsonOut json)
    {
        json.Member("url", Urls[0]);
        json.Array("urls", () =>
        {
            foreach (var url in Urls)
                json.String(url);
        });
    }

    private void WriteAll(JsonOut json)
    {
        WriteAddresses(json);
        json.Array("users", () =>
        {
            foreach (var user in Users())
            {
                json.Object(() =>
                {
                    json.Member("username", user.Username);
                    json.Member("token", TokenOf(user));
                    json.Array("roles", () =>
                    {
                        foreach (var role in RolesOf(user))
                            json.String(role);
                    });
                });
            }
        });
    }

    private void WriteText(TextWriter output)
    {
        foreach (var url in Urls)
            output.WriteLine($"Waldur.Fake is listening on {url}");
        output.WriteLine();
        var users = Users();
        WriteUsers(output, users);
        if (users.Count == 0)
            return;
        var first = users.FirstOrDefault(user => user.IsStaff) ?? users[0];
        output.WriteLine();
        output.WriteLine("Try:");
        output.WriteLine($"  curl -H 'Authorization: Token {TokenOf(first)}' {CurlOf(addresses[0])}/api/marketplace-robot-accounts/");
    }

    private List<User> Users() => [.. _data.Table(User.Table).Where(user => TokenOf(user) is not null)
        .OrderByDescending(user => user.IsStaff).ThenByDescending(user => user.IsSupport)];

    private void WriteUsers(TextWriter output, IReadOnlyList<User> users)
    {
        var grid = new Table().Border(TableBorder.None).HideHeaders().AddColumns("user", "token", "roles");
        foreach (var user in users.Take(Shown))
        {
            var roles = RolesOf(user);
            grid.AddRow(
                Markup.Escape(user.Username), Markup.Escape(TokenOf(user)!),
                Markup.Escape(roles.Count == 0 ? "no roles" : string.Join(", ", roles)));
        }
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new WideOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        output.WriteLine("Users, their tokens and roles:");
        console.Write(grid);
        if (users.Count > Shown)
            output.WriteLine($"  ... and {users.Count - Shown} more: GET /_fake/world lists them all.");
    }

    private List<string> RolesOf(User user) =>
    [
        .. user.IsStaff ? (string[])["staff"] : [],
        .. user.IsSupport ? (string[])["support"] : [],
        .. Access.Grants(_data, user.Uuid)
            .Select(grant => $"{grant.Role} of {_data.Table(Name.Table).Find(grant.Scope)?.Key ?? grant.Scope.ToString("n")}"),
    ];

    private string? TokenOf(User user) => _data.Table(Token.Table).By(Token.ByUser, user.Uuid) is [var token] ? token.Key : null;

    private static bool IsUnix(Uri address) => address.Host == "unix";

    private static string UrlOf(Uri address) => IsUnix(address) ? address.OriginalString : address.GetLeftPart(UriPartial.Authority);

    private static string CurlOf(Uri address) =>
        IsUnix(address) ? $"--unix-socket {address.AbsolutePath} http://localhost" : UrlOf(address);
}

/// <summary>Tables are written as wide as they are: who reads them through a pipe wants whole tokens.</summary>
/// <param name="writer">Where to.</param>
internal sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => 400;

    public int Height => 100;

    public void SetEncoding(System.Text.Encoding encoding)
    {
        // The writer has its own.
    }
}
