using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Waldur.Fake.Tests.Testing;

public sealed class LoggerTests
{
    [Fact]
    public async Task Requests_are_seen_by_the_logger_of_an_application_and_those_of_a_fork_by_its_own()
    {
        using var start = new Lines();
        using var own = new Lines();
        using var waldur = WaldurFake.Start(options => options.Log(start));
        using var fork = waldur.Fork(options => options.Log(own));
        using var client = fork.CreateClient("staff");

        await client.GetStringAsync("/api/marketplace-robot-accounts/", TestContext.Current.CancellationToken);

        own.Texts.ShouldHaveSingleItem().ShouldBe("Waldur.Fake Information GET /api/marketplace-robot-accounts/ -> 200");
        start.Texts.ShouldBeEmpty();
    }

    /// <summary>Keeps what loggers are told.</summary>
    private sealed class Lines : ILoggerFactory
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => new Logger(Texts, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Logger(ConcurrentQueue<string> texts, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                texts.Enqueue($"{category} {logLevel} {formatter(state, exception)}");
        }
    }
}
