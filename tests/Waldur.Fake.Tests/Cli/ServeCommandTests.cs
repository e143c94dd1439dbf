using System.Text.Json.Nodes;
using Shouldly;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Tests.Cli;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Clocks_stand_still_unless_they_are_told_to_run()
    {
        (await ClockOf()).ShouldBe((false, false));
        (await ClockOf("--clock", "frozen")).ShouldBe((false, false));
        (await ClockOf("--clock", "run")).ShouldBe((true, true));
        (await ClockOf("--clock", "run=0.5", "--world-ttl", "90s")).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("--clock takes frozen, run or run=SPEED with a positive number, such as run=60, not 'fast'.", "--clock", "fast")]
    [InlineData("not 'run='.", "--clock", "run=")]
    [InlineData("not 'run=0'.", "--clock", "run=0")]
    [InlineData("not 'run=-1'.", "--clock", "run=-1")]
    [InlineData("not 'run=1,5'.", "--clock", "run=1,5")]
    [InlineData("--world-ttl takes a whole number of seconds, minutes or hours, such as 90s, 10m or 1h, not '10'.", "--world-ttl", "10")]
    [InlineData("not '0s'.", "--world-ttl", "0s")]
    [InlineData("not '-5m'.", "--world-ttl", "-5m")]
    [InlineData("not 'h'.", "--world-ttl", "h")]
    [InlineData("not '99999999999h'.", "--world-ttl", "99999999999h")]
    [InlineData("--seed takes a whole number, not 'x'.", "--seed", "x")]
    public async Task Mistakes_are_one_line_and_exit_code_2(string told, params string[] options)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        (await Tool.RunAsync(["serve", .. options], output, error, cancellation: TestContext.Current.CancellationToken)).ShouldBe(Tool.Mistake);

        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldStartWith("waldur-fake: ");
        error.ToString().TrimEnd().ShouldEndWith(told);
        error.ToString().TrimEnd().ShouldNotContain("\n");
    }

    /// <summary>Whether the clocks run: of the world that is served, and of one that is made in it.</summary>
    private static async Task<(bool Served, bool Made)> ClockOf(params string[] options)
    {
        await using var tool = await RunningTool.StartAsync(options);
        using var client = new HttpClient { BaseAddress = tool.Url };
        using var made = await client.PostAsync("/_fake/worlds", null, TestContext.Current.CancellationToken);
        var url = (string)JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["url"]!;

        return (await IsRunning("/"), await IsRunning(url));

        async Task<bool> IsRunning(string world) =>
            (bool)JsonNode.Parse(await client.GetStringAsync(world + "_fake/clock", TestContext.Current.CancellationToken))!["is_running"]!;
    }
}
