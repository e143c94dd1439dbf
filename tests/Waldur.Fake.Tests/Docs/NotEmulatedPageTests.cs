namespace Waldur.Fake.Tests.Docs;

public sealed class NotEmulatedPageTests
{
    private const string Head = """
        # What is not emulated

        The fake is a Waldur for whoever works with robot accounts, offering users, resource users and course accounts. Users, keys,
        customers, projects, resources, offerings and offering user roles can be read, so that every link leads somewhere; they are changed
        in the world ([dotnet-tests.md](guides/dotnet-tests.md)) or in a scenario. All other paths of Waldur 7.9.6 answer as a path that
        Waldur does not know:

        ```sh
        curl -s -o /dev/null -w '%{http_code}' -H 'Authorization: Token staff-token' 'http://127.0.0.1:8000/api/marketplace-orders/'
        ```

        ```text
        404
        ```

        ## What is not, of the four groups

        - **Background jobs.** Nothing happens by itself: no agent makes an account, no clean-up runs overnight. What such a job would do
          is a method that a test calls: `RemoveDeletedRobotAccounts`, `ReconcileRobotAccounts`, `EndExpiredRoles`, `JoinProject`,
          `AddResource`, `ChangeUsernamePolicy`.
        - **E-mails, notifications and web hooks.** None are sent. The audit log is kept: `waldur.World.Events`.
        - **The account service** behind course accounts is played by `waldur.World.AccountService`; there is no request to it.
        - **Remote Waldurs and provider plugins.** A `backend_id` is stored and shown, and nothing is pulled.
        - **Login.** There are tokens and impersonation; no passwords, no identity providers, no sessions, no throttling.
        - **Pictures** are served as they are; nothing can be uploaded.
        - **Answers in HTML.** The browsable API is not there; errors that Waldur writes as HTML pages are.

        """;

    private const string Paths = """
        ## Paths that are not there

        Every path of release 7.9.6 that the fake does not answer, by the first part behind `/api/`, with how many there are. Made from the
        list of paths that the library carries; a test keeps this page equal to it.

        """;

    [Fact]
    public void The_page_of_what_is_not_emulated_is_that_of_the_paths()
    {
        var served = WaldurModules.Operations.Select(operation => Shape(operation.Path)).ToHashSet(StringComparer.Ordinal);
        var paths = Release();
        var missing = paths.Where(path => !served.Contains(Shape(path))).ToList();
        var rows = missing.GroupBy(path => path.Split('/')[2], StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .GroupBy(group => group.Key.Split('-')[0], group => $"`{group.Key}` {group.Count()}", StringComparer.Ordinal)
            .Select(family => (IReadOnlyList<string>)[family.Key, string.Join(", ", family)]);
        var all = $"Of {paths.Count} paths the fake answers {paths.Count - missing.Count}, and {missing.Count} it does not:\n";

        GeneratedDocs.ShouldBeUpToDate(
            "docs/not-emulated.md",
            $"{Head}\n{Paths}\n{all}\n{GeneratedDocs.Table(["", "Paths of"], rows)}\n");
    }

    private static List<string> Release()
    {
        using var stream = typeof(WaldurFake).Assembly.GetManifestResourceStream("waldur-paths.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>A path without the names of its variables.</summary>
    private static string Shape(string path) => string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
