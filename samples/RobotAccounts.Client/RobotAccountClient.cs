using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RobotAccounts.Client;

/// <summary>A small typed client, as an agent of a provider would have it. It is registered with <c>AddRobotAccountClient</c>.</summary>
public sealed class RobotAccountClient(HttpClient http)
{
    private const string Path = "api/marketplace-robot-accounts/";

    /// <summary>All accounts of a resource, over all pages.</summary>
    public async Task<IReadOnlyList<RobotAccount>> ListAsync(Guid resource, CancellationToken cancellation = default)
    {
        var accounts = new List<RobotAccount>();
        for (var page = 1; ; page++)
        {
            using var answer = await http.GetAsync($"{Path}?resource_uuid={resource}&page={page}&page_size=100", cancellation);
            answer.EnsureSuccessStatusCode();
            accounts.AddRange(await answer.Content.ReadFromJsonAsync<RobotAccount[]>(cancellation) ?? []);
            var total = int.Parse(answer.Headers.GetValues("X-Result-Count").Single(), System.Globalization.CultureInfo.InvariantCulture);
            if (accounts.Count >= total)
                return accounts;
        }
    }

    /// <summary>Creates an account for a machine on a resource.</summary>
    public async Task<RobotAccount> CreateAsync(Uri resource, string type, string username, CancellationToken cancellation = default)
    {
        using var answer = await http.PostAsJsonAsync(Path, new { resource, type, username }, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<RobotAccount>(cancellation))!;
    }

    /// <summary>Tells that the account is being made.</summary>
    public Task<RobotAccount> BeginCreatingAsync(Guid account, CancellationToken cancellation = default) =>
        MoveAsync(account, "set_state_creating", null, cancellation);

    /// <summary>Tells that the account can be used.</summary>
    public Task<RobotAccount> ReadyAsync(Guid account, CancellationToken cancellation = default) =>
        MoveAsync(account, "set_state_ok", null, cancellation);

    /// <summary>Asks for the deletion of the account.</summary>
    public Task<RobotAccount> RequestDeletionAsync(Guid account, CancellationToken cancellation = default) =>
        MoveAsync(account, "set_state_request_deletion", null, cancellation);

    /// <summary>Tells that the account is gone.</summary>
    public Task<RobotAccount> DeletedAsync(Guid account, CancellationToken cancellation = default) =>
        MoveAsync(account, "set_state_deleted", null, cancellation);

    /// <summary>Tells what went wrong.</summary>
    public Task<RobotAccount> FailedAsync(Guid account, string why, CancellationToken cancellation = default) =>
        MoveAsync(account, "set_state_erred", new { error_message = why }, cancellation);

    private async Task<RobotAccount> MoveAsync(Guid account, string action, object? body, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync($"{Path}{account}/{action}/", body ?? new { }, cancellation);
        // The page documents 400 for a refused change of state; the server of release 7.9.6 answers 409.
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
        {
            var refusal = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            throw new StateRefusedException(refusal.GetProperty("detail").GetString()!);
        }
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<RobotAccount>(cancellation))!;
    }
}
