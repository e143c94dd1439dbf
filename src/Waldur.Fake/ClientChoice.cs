using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Waldur.Fake;

/// <summary>Which clients of a factory are meant.</summary>
internal interface IClientChoice
{
    /// <summary>Whether the client of that name is meant.</summary>
    bool Means(string name);
}

/// <summary>Every client.</summary>
internal sealed class AllClients : IClientChoice
{
    public bool Means(string name) => true;
}

/// <summary>The clients of one name.</summary>
internal sealed class ClientsNamed(string name) : IClientChoice
{
    public bool Means(string other) => other == name;
}

/// <summary>
/// A client that has to be there. As long as it is not found no client is made at all: the one that was meant would else go to the network.
/// </summary>
internal sealed class ClientsFound(ISoughtClient sought) : IClientChoice
{
    private IReadOnlyCollection<string> _names = [];

    public bool Means(string name)
    {
        // Registrations may follow until the provider is built, which is before the first client is made.
        if (_names.Count == 0)
            _names = sought.Find(name);
        return _names.Contains(name, StringComparer.Ordinal);
    }
}

/// <summary>A client that is sought among the registrations.</summary>
internal interface ISoughtClient
{
    /// <summary>The names that it has in the factory.</summary>
    /// <param name="made">The client that is being made.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    IReadOnlyCollection<string> Find(string made);
}

/// <summary>A client that is sought by its name.</summary>
internal sealed class NamedClient(IServiceCollection services, string name) : ISoughtClient
{
    public IReadOnlyCollection<string> Find(string made)
    {
        var known = services.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        // A client that nothing was configured of leaves no trace until it is made.
        if (made == name || known.Contains(name, StringComparer.Ordinal))
            return [name];
        var near = Nearest.To(name, known.Append(made)) is { } other ? $" Did you mean '{other}'?" : "";
        throw new InvalidOperationException(
            $"AddWaldurFake is to serve the client '{name}', of which nothing is configured, and a client '{made}' is made, which would go to the network."
            + $"{near} Call UseWaldurFake on what AddHttpClient gives back, or AddWaldurFake without a name for all clients.");
    }

    private static string? NameOf(ServiceDescriptor service) =>
        !service.IsKeyedService && service.ImplementationInstance is ConfigureNamedOptions<HttpClientFactoryOptions> options
            ? options.Name
            : null;
}

/// <summary>A typed client: the name by which it asks the factory for its <see cref="HttpClient"/> is found by letting it ask.</summary>
internal sealed class TypedClient(IServiceCollection services, Type type) : ISoughtClient
{
    public IReadOnlyCollection<string> Find(string made)
    {
        var names = services
            .Where(
                service =>
                    !service.IsKeyedService && service.ImplementationFactory is not null && service.ServiceType.IsAssignableFrom(type))
            .Select(service => Probe.NameOf(service, type))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 ? names : throw new InvalidOperationException(
            $"AddWaldurFake<{Named(type)}> is to serve a typed client, and none is registered with AddHttpClient<{Named(type)}>; "
            + $"the client '{made}' is made, which would go to the network. Call UseWaldurFake on what AddHttpClient gives back.");
    }

    private static string Named(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Named))}>"
        : type.Name;

    /// <summary>Stands for the services while a typed client is made, as far as it tells its name; the client itself is not made.</summary>
    private sealed class Probe(ServiceDescriptor service, Type type) : IServiceProvider, IHttpClientFactory
    {
        private string? _name;

        public static string? NameOf(ServiceDescriptor service, Type type)
        {
            var probe = new Probe(service, type);
            try
            {
                service.ImplementationFactory!(probe);
            }
#pragma warning disable CA1031 // somebody else's factory, which is given nothing to work with
            catch (Exception)
#pragma warning restore CA1031
            {
                // What it asked for until then is all that was wanted.
                return probe._name;
            }
            return probe._name;
        }

        public object? GetService(Type serviceType)
        {
            if (serviceType == typeof(IHttpClientFactory))
                return this;
            // A service of several clients: it is the one that is implemented by the type.
            if (service.ServiceType != type && !IsMaker(serviceType))
                _name = null;
            return null;
        }

        [SuppressMessage("Reliability", "CA2000", Justification = "Nothing is sent by it.")]
        public HttpClient CreateClient(string name)
        {
            _name = name;
            return new(new Nothing());
        }

        private bool IsMaker(Type serviceType) =>
            serviceType.IsGenericType && serviceType.GetGenericTypeDefinition() == typeof(ITypedHttpClientFactory<>)
                && serviceType.GenericTypeArguments[0] == type;
    }

    private sealed class Nothing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("This client only tells its name.");
    }
}
