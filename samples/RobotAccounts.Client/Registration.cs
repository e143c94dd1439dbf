using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace RobotAccounts.Client;

/// <summary>Registers the client.</summary>
public static class Registration
{
    /// <summary>A client of the Waldur at an address, with a token and a retry.</summary>
    public static IHttpClientBuilder AddRobotAccountClient(this IServiceCollection services, Uri waldur, string token)
    {
        services.AddTransient<RetryWhenUnavailable>();
        return services
            .AddHttpClient<RobotAccountClient>(client =>
            {
                client.BaseAddress = waldur;
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
            })
            .AddHttpMessageHandler<RetryWhenUnavailable>();
    }

    /// <summary>Sends a request again, twice at most, when the server says that it is not available.</summary>
    private sealed class RetryWhenUnavailable : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            for (var retry = 0; retry < 2 && answer.StatusCode == HttpStatusCode.ServiceUnavailable; retry++)
            {
                answer.Dispose();
                answer = await base.SendAsync(request, cancellationToken);
            }
            return answer;
        }
    }
}
