using Microsoft.Extensions.Http;
using Waldur.Fake;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the clients of an <see cref="IHttpClientFactory"/> reach a fake.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Clients of the factory reach this fake instead of the network, whatever primary handler they were configured with; their other
    /// handlers (retries, logging) stay. The fake outlives the factory: the factory may dispose of and rotate handlers as it likes.
    /// </summary>
    /// <param name="services">The services of the application under test.</param>
    /// <param name="fake">A fake; it is not disposed of with the services.</param>
    /// <param name="client">The name of the one client that is meant; null: all of them.</param>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    public static IServiceCollection AddWaldurFake(this IServiceCollection services, WaldurFake fake, string? client = null, string? user = null)
    {
        services.AddHttpClient();
        return services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new FakeFilter(fake, client, user));
    }

    /// <summary>A typed client reaches this fake instead of the network.</summary>
    /// <typeparam name="TClient">The type that was registered with <c>AddHttpClient&lt;TClient&gt;()</c>.</typeparam>
    /// <param name="services">The services of the application under test.</param>
    /// <param name="fake">A fake; it is not disposed of with the services.</param>
    /// <param name="user">Whose token is added to requests that carry none; null: nobody's.</param>
    public static IServiceCollection AddWaldurFake<TClient>(this IServiceCollection services, WaldurFake fake, string? user = null)
        where TClient : class => services.AddWaldurFake(fake, typeof(TClient).Name, user);

    private sealed class FakeFilter(WaldurFake fake, string? client, string? user) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            // A client without a base address gets the fake's from its own configuration; only where requests go changes here.
            if (client is null || client == builder.Name)
                builder.PrimaryHandler = fake.CreateHandler(user);
        };
    }
}
