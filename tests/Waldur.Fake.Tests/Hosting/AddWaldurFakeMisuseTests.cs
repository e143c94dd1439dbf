using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>Whatever a client is called and however the fake is given to it: it reaches the fake or nothing, never the network.</summary>
public sealed class AddWaldurFakeMisuseTests : IDisposable
{
    private readonly WaldurFake _fake = WaldurFake.Start(options => options.Scenario("empty"));
    private readonly TcpListener _network = new(IPAddress.Loopback, 0);

    public AddWaldurFakeMisuseTests() => _network.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Uri Network => new($"http://{_network.LocalEndpoint}/");

    public void Dispose()
    {
        // Nobody has come by.
        _network.Pending().ShouldBeFalse();
        _network.Dispose();
        _fake.Dispose();
    }

    /// <summary>Registrations, what the fake is given to, and the client that is then used.</summary>
    public static TheoryData<string, Action<IServiceCollection, WaldurFake, Uri>, Func<IServiceProvider, HttpClient>> Reaching() => new()
    {
        {
            "by its interface",
            (services, fake, at) =>
            {
                services.AddHttpClient<IClient, Client>(client => client.BaseAddress = at);
                services.AddWaldurFake<IClient>(fake, "staff");
            },
            services => services.GetRequiredService<IClient>().Http
        },
        {
            "by the class behind its interface",
            (services, fake, at) =>
            {
                services.AddHttpClient<IClient, Client>(client => client.BaseAddress = at);
                services.AddWaldurFake<Client>(fake, "staff");
            },
            services => services.GetRequiredService<IClient>().Http
        },
        {
            "typed with a name of its own",
            (services, fake, at) =>
            {
                services.AddHttpClient<Client>("waldur", client => client.BaseAddress = at);
                services.AddWaldurFake<Client>(fake, "staff");
            },
            services => services.GetRequiredService<Client>().Http
        },
        {
            "generic",
            (services, fake, at) =>
            {
                services.AddHttpClient<Generic<int>>(client => client.BaseAddress = at);
                services.AddWaldurFake<Generic<int>>(fake, "staff");
            },
            services => services.GetRequiredService<Generic<int>>().Http
        },
        {
            "made by hand",
            (services, fake, at) =>
            {
                services.AddHttpClient("hand", client => client.BaseAddress = at).AddTypedClient<IClient>(http => new Client(http));
                services.AddWaldurFake<IClient>(fake, "staff");
            },
            services => services.GetRequiredService<IClient>().Http
        },
        {
            "registered after the fake",
            (services, fake, at) =>
            {
                services.AddWaldurFake<IClient>(fake, "staff");
                services.AddHttpClient<IClient, Client>(client => client.BaseAddress = at);
            },
            services => services.GetRequiredService<IClient>().Http
        },
        {
            "by its builder",
            (services, fake, at) => services.AddHttpClient<IClient, Client>(client => client.BaseAddress = at).UseWaldurFake(fake, "staff"),
            services => services.GetRequiredService<IClient>().Http
        },
        {
            "by its builder, with a primary handler that comes later",
            (services, fake, at) => services.AddHttpClient("waldur", client => client.BaseAddress = at).UseWaldurFake(fake, "staff")
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()),
            services => services.GetRequiredService<IHttpClientFactory>().CreateClient("waldur")
        },
        {
            "by the builder of the defaults",
            (services, fake, at) =>
            {
                services.ConfigureHttpClientDefaults(clients => clients.UseWaldurFake(fake, "staff"));
                services.AddHttpClient<IClient, Client>(client => client.BaseAddress = at);
            },
            services => services.GetRequiredService<IClient>().Http
        },
    };

    [Theory]
    [MemberData(nameof(Reaching), DisableDiscoveryEnumeration = true)]
    public async Task The_client_that_was_meant_reaches_the_fake(
        string client, Action<IServiceCollection, WaldurFake, Uri> register, Func<IServiceProvider, HttpClient> use)
    {
        var collection = new ServiceCollection();
        register(collection, _fake, Network);
        await using var services = collection.BuildServiceProvider();

        using var answer = await use(services).GetAsync("/api/marketplace-robot-accounts/", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, client);
    }

    [Fact]
    public async Task Of_two_clients_of_an_interface_the_one_that_was_meant_reaches_it()
    {
        var collection = new ServiceCollection();
        collection.AddHttpClient<IClient, Client>("one");
        collection.AddHttpClient<IClient, Other>("two").ConfigurePrimaryHttpMessageHandler(() => new NoNetwork());
        collection.AddWaldurFake<Client>(_fake, "staff");
        await using var services = collection.BuildServiceProvider();

        var (one, two) = services.GetServices<IClient>().ToList() is [var first, var second] ? (first, second) : default;

        (await one!.Http.GetAsync(Network + "api/users/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await two!.Http.GetAsync(Network + "api/users/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
    }

    [Fact]
    public void A_misspelt_name_is_told_when_the_first_client_is_made()
    {
        var collection = new ServiceCollection();
        collection.AddHttpClient("waldur", client => client.BaseAddress = Network);
        collection.AddWaldurFake(_fake, client: "wladur");
        using var services = collection.BuildServiceProvider();

        Should.Throw<InvalidOperationException>(() => services.GetRequiredService<IHttpClientFactory>().CreateClient("waldur"))
            .Message.ShouldBe(
                "AddWaldurFake is to serve the client 'wladur', of which nothing is configured, and a client 'waldur' is made, which would go to the network. "
                + "Did you mean 'waldur'? Call UseWaldurFake on what AddHttpClient gives back, or AddWaldurFake without a name for all clients.");
    }

    [Fact]
    public void A_typed_client_that_is_not_registered_is_told_when_the_first_client_is_made()
    {
        var collection = new ServiceCollection();
        collection.AddHttpClient<IClient, Client>(client => client.BaseAddress = Network);
        collection.AddWaldurFake<Generic<int>>(_fake);
        using var services = collection.BuildServiceProvider();

        Should.Throw<InvalidOperationException>(() => services.GetRequiredService<IClient>())
            .Message.ShouldContain("none is registered with AddHttpClient<Generic<Int32>>");
    }

    [Fact]
    public void A_user_that_does_not_exist_is_told_when_the_fake_is_registered()
    {
        var services = new ServiceCollection();

        Should.Throw<ArgumentException>(() => services.AddWaldurFake(_fake, user: "stff")).Message.ShouldContain("Did you mean staff?");
        Should.Throw<ArgumentException>(() => services.AddWaldurFake<IClient>(_fake, user: "stff"));
        Should.Throw<ArgumentException>(() => services.AddHttpClient("waldur").UseWaldurFake(_fake, "stff"));
    }

    private interface IClient
    {
        HttpClient Http { get; }
    }

    private sealed record Client(HttpClient Http) : IClient;

    private sealed record Other(HttpClient Http) : IClient;

    private sealed record Generic<T>(HttpClient Http);

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotImplemented));
    }
}
