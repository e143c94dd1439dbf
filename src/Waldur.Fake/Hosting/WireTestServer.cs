using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;

namespace Waldur.Fake;

/// <summary>Starts the TestServer of ASP.NET Core straight on the fake, with no host, no file watcher and no port.</summary>
internal static class WireTestServer
{
    /// <summary>Starts it. Send requests through <see cref="TestHostHandler"/> to see what a socket would show.</summary>
    public static TestServer Start(IWireServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var testServer = new TestServer(NoServices.Instance);
        // TestServer only takes the application over: its start is complete when it returns.
        ((IServer)testServer).StartAsync(new WireApplication(server), CancellationToken.None).GetAwaiter().GetResult();
        return testServer;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
