using Shouldly;
using Waldur.Fake.Tests.Cli;

namespace Waldur.Fake.Tests.Control;

public sealed class ManyWorldsTests
{
    [Fact]
    public async Task Eight_processes_use_two_hundred_worlds_at_once_and_none_sees_anything_of_another()
    {
        await using var fake = WaldurFake.Start(options => options.Scenario("empty"));
        var url = await fake.ListenAsync(cancellation: TestContext.Current.CancellationToken);

        var ends = await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            using var walker = Dotnet.Start(typeof(Walker.Program).Assembly.Location, [url.ToString(), $"process-{number}", "25"]);
            var (output, error) = (walker.StandardOutput.ReadToEndAsync(), walker.StandardError.ReadToEndAsync());
            await walker.WaitForExitAsync();
            return (walker.ExitCode, Told: await error + await output);
        }));

        ends.ShouldAllBe(end => end.ExitCode == 0, string.Join('\n', ends.Select(end => end.Told)));
        ends.ShouldAllBe(end => end.Told.StartsWith("25 worlds, "), string.Join('\n', ends.Select(end => end.Told)));
        using var client = fake.CreateAnonymousClient();
        (await client.GetStringAsync("/_fake/worlds", TestContext.Current.CancellationToken)).Split("\"name\"").Length.ShouldBe(201);
    }
}
