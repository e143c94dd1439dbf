using System.Net.Http.Json;
using System.Text.Json;
using Waldur.Fake;
using Xunit;

namespace RobotAccounts.Client.Tests;

/// <summary>Two clients change an account at the same time: every order in which their requests can come is tried.</summary>
public sealed class LostUpdateTests : IDisposable
{
    private readonly WaldurFake _waldur = WaldurFake.Start();
    private readonly string _account;

    public LostUpdateTests() => _account = $"api/marketplace-robot-accounts/{_waldur.World.Uuid("robot_accounts", "ci"):n}/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _waldur.Dispose();

    [Fact]
    public async Task Who_reads_an_account_and_writes_all_of_it_loses_what_another_has_written_meanwhile()
    {
        var lost = await Assert.ThrowsAsync<RequestAssertionException>(() => _waldur.Gates.Explore(
            [WritesAll("username", "renamed"), WritesAll("type", "night")], HasBoth, Cancellation));

        Assert.Contains("3. client 1, olga: PUT", lost.Message, StringComparison.Ordinal);
        Assert.Contains("4. client 2, olga: PUT", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_only_what_it_changes_loses_nothing() => Assert.Equal(6, await _waldur.Gates.Explore(
        [WritesOne("username", "renamed"), WritesOne("type", "night")], HasBoth, Cancellation));

    /// <summary>The client with the mistake.</summary>
    private Func<WaldurFake, Task> WritesAll(string field, string value) => async waldur =>
    {
        using var olga = waldur.CreateClient("olga");
        var read = await olga.GetFromJsonAsync<JsonElement>(_account, Cancellation);
        var written = new[] { "resource", "type", "username" }.ToDictionary(name => name, name => read.GetProperty(name).GetString());
        written[field] = value;
        (await olga.PutAsJsonAsync(_account, written, Cancellation)).EnsureSuccessStatusCode();
    };

    /// <summary>The client after it was mended.</summary>
    private Func<WaldurFake, Task> WritesOne(string field, string value) => async waldur =>
    {
        using var olga = waldur.CreateClient("olga");
        var read = await olga.GetFromJsonAsync<JsonElement>(_account, Cancellation);
        if (read.GetProperty(field).GetString() != value)
            (await olga.PatchAsJsonAsync(_account, new Dictionary<string, string> { [field] = value }, Cancellation)).EnsureSuccessStatusCode();
    };

    private static void HasBoth(WaldurFake waldur)
    {
        var account = waldur.World.RobotAccounts.Get(waldur.World.Uuid("robot_accounts", "ci"));
        Assert.Equal(("renamed", "night"), (account.Username, account.Type));
    }
}
