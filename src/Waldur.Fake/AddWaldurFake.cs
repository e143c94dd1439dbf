using Microsoft.Extensions.Http;
using Waldur.Fake;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the clients of an <see cref="IHttpClientFactory"/> reach a fake.</summary>
public static class WaldurFakeHttpClientExtensions
{
    /// <summary>
    /// The clients of this builder reach the fake instead of the network, whatever primary handler they were configured with; their other
    /// handlers (retries, logging) stay. The fake outlives the factory: the factory may dispose of and rotate handlers as it likes.
    /// </summary>
    /// <param name="builder">What <c>AddHttpClient</c> gave back, or what <c>ConfigureHttpClientDefaults</c> gives: that means all
    /// clients.</param>
    /// <param name="fake">A fake; it is not disposed of with the services.</param>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public static IHttpClientBuilder UseWaldurFake(this IHttpClientBuilder builder, WaldurFake fake, string? user = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // A builder without name is that of the defaults.
        Add(builder.Services, fake, user, builder.Name is { } name ? new ClientsNamed(name) : new AllClients());
        return builder;
    }

    /// <summary>All clients of the factory, or a named one, reach this fake as with <see cref="UseWaldurFake"/>.</summary>
    /// <param name="services">The services of the application under test.</param>
    /// <param name="fake">A fake; it is not disposed of with the services.</param>
    /// <param name="client">The name of the one client that is meant; null: all of them. If there is none of that name, no client can be
    /// made.</param>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public static IServiceCollection AddWaldurFake(
        this IServiceCollection services, WaldurFake fake, string? client = null, string? user = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddHttpClient();
        Add(services, fake, user, client is null ? new AllClients() : new ClientsFound(new NamedClient(services, client)));
        return services;
    }

    /// <summary>
    /// A typed client reaches this fake as with <see cref="UseWaldurFake"/>, under whatever name and as whatever service it was registered.
    /// If there is none of that type, no client can be made.
    /// </summary>
    /// <typeparam name="TClient">The type of the client: that of the service, or the one that implements it.</typeparam>
    /// <param name="services">The services of the application under test.</param>
    /// <param name="fake">A fake; it is not disposed of with the services.</param>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public static IServiceCollection AddWaldurFake<TClient>(this IServiceCollection services, WaldurFake fake, string? user = null)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddHttpClient();
        Add(services, fake, user, new ClientsFound(new TypedClient(services, typeof(TClient))));
        return services;
    }

    private static void Add(IServiceCollection services, WaldurFake fake, string? user, IClientChoice clients)
    {
        ArgumentNullException.ThrowIfNull(fake);
        // A user that does not exist is told where the mistake stands, not at the first request.
        if (user is not null)
            fake.TokenOf(user);
        services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new FakeFilter(fake, user, clients));
    }

    private sealed class FakeFilter(WaldurFake fake, string? user, IClientChoice clients) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            // A client without a base address gets the fake's from its own configuration; only where requests go changes here.
            if (clients.Means(builder.Name ?? ""))
                builder.PrimaryHandler = fake.CreateHandler(user);
        };
    }
}
