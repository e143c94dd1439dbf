using System.Net;
using System.Text.Json;

namespace Waldur.Fake.Conformance;

/// <summary>Finds out what answers at an address: a fake, or another server, and whether it can be asked anything.</summary>
internal static class ServerFinder
{
    /// <summary>The server at an address.</summary>
    public static async Task<ServerUnderTest> FindAsync(
        HttpMessageInvoker http, Uri address, VerifyOptions options, IReadOnlyList<ConformanceCase> cases, CancellationToken cancellation)
    {
        var (status, text) = await GetAsync(http, new(address, "_fake/health"), null, cancellation);
        if (status == 200 && text.Contains("\"status\"", StringComparison.Ordinal))
        {
            if (options.MapFile is not null)
                throw new VerifyException($"{address} is a fake, which makes the worlds of the cases: it needs no map.");
            return new FakeUnderTest(
                http, address, options.Fidelity ?? CaseFidelity.Documented, options.ControlKey, $"the fake at {address}");
        }
        var objects = options.MapFile is { } file ? ReadMap(file, CaseNeeds.Known(cases)) : [];
        if (options.Token is { } token)
            await AddOwnerAsync(http, address, token, objects, cancellation);
        foreach (var (name, one) in objects.Where(one => one.Value.Token is not null))
            await MeAsync(http, address, one.Token!, name, cancellation);
        if (objects.Count == 0)
            await RootAsync(http, address, cancellation);
        return new ForeignServer(http, address, options.Fidelity ?? CaseFidelity.Server, new(objects), options.AllowWrites);
    }

    private static Dictionary<string, WorldObject> ReadMap(string file, IReadOnlySet<string> known)
    {
        try
        {
            return ServerMap.Read(file, known);
        }
        catch (CaseFileException wrong)
        {
            throw new VerifyException(wrong.Message, wrong);
        }
    }

    /// <summary>The user whose token is given is the staff user of the cases, unless the map says who else.</summary>
    private static async Task AddOwnerAsync(
        HttpMessageInvoker http, Uri address, string token, Dictionary<string, WorldObject> objects, CancellationToken cancellation)
    {
        var me = await MeAsync(http, address, token, "--token", cancellation);
        var uuid = me.GetProperty("uuid").GetString();
        var name = objects.FirstOrDefault(one => one.Key.StartsWith("users.", StringComparison.Ordinal) && one.Value.Uuid == uuid).Key
            ?? (me.TryGetProperty("is_staff", out var staff) && staff.ValueKind == JsonValueKind.True ? "users.staff" : null)
            ?? throw new VerifyException(
                $"The user of the token, {uuid}, is no staff: name it in the map by the key of a user of the cases.");
        objects[name] = new(uuid, $"/api/users/{uuid}/", token);
    }

    private static async Task<JsonElement> MeAsync(
        HttpMessageInvoker http, Uri address, string token, string whose, CancellationToken cancellation)
    {
        var (status, text) = await GetAsync(http, new(address, "api/users/me/"), token, cancellation);
        if (status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden)
            throw new VerifyException($"{address} refuses the token of {whose}: {Verification.Reason(text)}");
        return status == 200 && Parse(text) is { ValueKind: JsonValueKind.Object } me && me.TryGetProperty("uuid", out _)
            ? me
            : throw NoWaldur(address, status, text);
    }

    /// <summary>Without a token nothing is known but that the server asks for one.</summary>
    private static async Task RootAsync(HttpMessageInvoker http, Uri address, CancellationToken cancellation)
    {
        var (status, text) = await GetAsync(http, new(address, "api/users/me/"), null, cancellation);
        if (status != (int)HttpStatusCode.Unauthorized || Parse(text) is null)
            throw NoWaldur(address, status, text);
    }

    private static VerifyException NoWaldur(Uri address, int status, string text)
    {
        var what = Parse(text) is null ? Verification.Reason(text) : "other JSON";
        return new($"{address} is no Waldur: GET /api/users/me/ answers {status} and {what}.");
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<(int Status, string Text)> GetAsync(
        HttpMessageInvoker http, Uri address, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token?.Any(character => character is <= ' ' or > '~') == true)
            throw new VerifyException("The token can't be sent in a header.");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Token " + token);
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
        {
            throw new VerifyException($"{address.GetLeftPart(UriPartial.Authority)} can't be reached: {failure.Message}", failure);
        }
    }
}
