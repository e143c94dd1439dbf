using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>Clients of an <see cref="IHttpClientFactory"/> reach a fake with one line.</summary>
public sealed class AddWaldurFakeTests : IDisposable
{
    private const string Accounts = "http://waldur.example.com/api/marketplace-robot-accounts/";

    private readonly WaldurFake _fake = WaldurFake.Start(options => options.Scenario("empty"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task All_clients_reach_it()
    {
        await using var services = Services(collection => collection.AddWaldurFake(_fake));

        foreach (var name in new[] { "", "waldur", "other", nameof(Typed) })
            (await StatusAsync(services, name)).ShouldBe(HttpStatusCode.Unauthorized);
        (await services.GetRequiredService<Typed>().Http.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_the_named_client_reaches_it()
    {
        await using var services = Services(collection => collection.AddWaldurFake(_fake, client: "waldur"));

        (await StatusAsync(services, "waldur")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(services, "other")).ShouldBe(HttpStatusCode.NotImplemented);
    }

    [Fact]
    public async Task Only_the_typed_client_reaches_it()
    {
        await using var services = Services(collection => collection.AddWaldurFake<Typed>(_fake, user: "staff"));

        (await services.GetRequiredService<Typed>().Http.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(services, "other")).ShouldBe(HttpStatusCode.NotImplemented);
    }

    [Fact]
    public async Task The_order_of_the_registrations_does_not_matter()
    {
        var collection = new ServiceCollection();
        collection.AddWaldurFake(_fake, client: "waldur");
        collection.AddHttpClient("waldur").ConfigurePrimaryHttpMessageHandler(() => new Unreachable());
        await using var services = collection.BuildServiceProvider();

        (await StatusAsync(services, "waldur")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_fake_outlives_the_factory_and_its_handlers()
    {
        for (var i = 0; i < 3; i++)
        {
            var services = Services(collection => collection.AddWaldurFake(_fake));
            // A rotated handler is one that the factory makes anew and disposes of later.
            var factory = services.GetRequiredService<IHttpMessageHandlerFactory>();
            using (var rotated = new HttpClient(factory.CreateHandler("waldur"), disposeHandler: true))
                (await rotated.GetAsync(Accounts, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(services, "waldur")).ShouldBe(HttpStatusCode.Unauthorized);
            await services.DisposeAsync();
        }
        using var staff = _fake.CreateClient("staff");
        (await staff.GetAsync("/api/marketplace-robot-accounts/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        var collection = new ServiceCollection();
        collection.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new Unreachable()));
        collection.AddHttpClient("waldur");
        collection.AddHttpClient<Typed>();
        add(collection);
        return collection.BuildServiceProvider();
    }

    private static async Task<HttpStatusCode> StatusAsync(ServiceProvider services, string client)
    {
        using var answer = await services.GetRequiredService<IHttpClientFactory>().CreateClient(client).GetAsync(Accounts, Cancellation);
        return answer.StatusCode;
    }

    private sealed record Typed(HttpClient Http);

    /// <summary>Stands for the network.</summary>
    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotImplemented));
    }
}
