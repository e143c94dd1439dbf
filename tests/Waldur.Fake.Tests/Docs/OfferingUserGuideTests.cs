using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Docs;

/// <summary>Runs the <c>curl</c> commands of the guide on offering users, in order, and compares what they print with what the guide shows.</summary>
public sealed partial class OfferingUserGuideTests
{
    [Fact]
    public async Task The_walk_of_the_guide_goes_as_written()
    {
        using var waldur = WaldurFake.Start();
        using var client = new HttpClient(waldur.CreateHandler());
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var printed = "";
        var compared = 0;
        foreach (System.Text.RegularExpressions.Match block in Block().Matches(GeneratedDocs.Read("docs/guides/offering-users.md")))
        {
            if (block.Groups["language"].Value == "json")
            {
                printed.ShouldBe(block.Groups["text"].Value.Trim());
                compared++;
                continue;
            }
            foreach (var line in block.Groups["text"].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Assignment().Match(line) is { Success: true } set)
                    variables[set.Groups["name"].Value] = set.Groups["value"].Value.Trim('\'');
                else if (line.StartsWith("curl ", StringComparison.Ordinal))
                    printed = await RunAsync(client, line, variables);
            }
        }
        compared.ShouldBe(6);
    }

    [Fact]
    public async Task Records_that_nobody_asks_for()
    {
        using var waldur = WaldurFake.Start();
        using var olga = waldur.CreateClient("olga");
        var bobsAccount = $"/api/marketplace-offering-users/{waldur.World.Uuid("offering_users", "bob"):n}/";

        #region records-that-nobody-asks-for
        var hanna = waldur.World.UserNamed("hanna");
        var made = waldur.World.JoinProject(hanna.Uuid, waldur.World.Uuid("projects", "climate"));

        var account = Assert.Single(made);                                        // at the archive; at the cluster she had one
        Assert.Equal(OfferingUserState.Requested, account.State);

        waldur.World.ChangeUsernamePolicy(account.Offering, "waldur_username");
        Assert.Equal("hanna", waldur.World.OfferingUsers.Get(account.Uuid).Username);

        var bob = waldur.World.UserNamed("bob");
        waldur.World.RevokeConsent(bob.Uuid, waldur.World.Uuid("offerings", "hpc"));   // Olga no longer sees Bob's account
        Assert.Equal(HttpStatusCode.NotFound, (await olga.GetAsync(bobsAccount, Cancellation)).StatusCode);
        #endregion
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<string> RunAsync(HttpClient client, string line, Dictionary<string, string> variables)
    {
        var words = Word().Matches(line).Select(word => word.Groups["plain"].Success
            ? word.Groups["plain"].Value
            : Variable().Replace(word.Groups["quoted"].Value, variable => variables[variable.Groups["name"].Value])).ToList();
        using var request = new HttpRequestMessage(new(After("-X") ?? "GET"), words.Single(word => word.StartsWith("http:", StringComparison.Ordinal)));
        if (After("-d") is { } body)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (words[i] == "-H" && words[i + 1].Split(": ") is ["Authorization", var token])
                request.Headers.TryAddWithoutValidation("Authorization", token).ShouldBeTrue();
        }
        using var answer = await client.SendAsync(request, Cancellation);
        var printed = await answer.Content.ReadAsStringAsync(Cancellation);
        ((int)answer.StatusCode).ShouldBeLessThan(500, line);
        return printed.Replace("http://localhost/", "http://127.0.0.1:8000/", StringComparison.Ordinal);

        string? After(string option) => words.IndexOf(option) is var at and >= 0 ? words[at + 1] : null;
    }

    [GeneratedRegex(@"^```(?<language>sh|json)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<name>[A-Z]+)=(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex("""'(?<plain>[^']*)'|"(?<quoted>[^"]*)"|(?<plain>[^\s'"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z]+)\}?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
