using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Who asks (HTTP conventions, sections 2 and 3): the token, its sliding lifetime, and impersonation by staff.</summary>
/// <param name="logins">Where users are found.</param>
internal sealed class Authentication(ILogins logins)
{
    private const string NotProvided = "Authentication credentials were not provided.";

    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(60);
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Who asks, and the staff user who impersonates them, if one does. The use of the token is noted.</summary>
    public Outcome<(Caller Caller, Guid? Impersonator)> Identify(WireRequest request, World world)
    {
        if (!Owner(request, world.Data).Try(out var login, out var refusal))
            return refusal;
        var identified = Impersonated(request, world.Data, login);
        // A use within the last minute need not be noted again: readers then never wait for the world.
        if (identified.Try(out var who, out _) && who.Impersonator is null
            && login.Lifetime is not null && world.Data.Now - login.Started >= s_renewal)
        {
            logins.Renew(world, login.Caller.Uuid);
        }
        return identified;
    }

    /// <summary>Who asks, without any trace of that; null: nobody that Waldur knows.</summary>
    public Guid? CallerOf(WireRequest request, WorldData data) =>
        Owner(request, data).Try(out var login, out _) && Impersonated(request, data, login).Try(out var identified, out _)
        ? identified.Caller.Uuid
        : null;

    private Outcome<(Caller Caller, Guid? Impersonator)> Impersonated(WireRequest request, WorldData data, Login login)
    {
        if (!login.Caller.IsStaff
            || request.Headers["X-Impersonated-User-Uuid"] is not { } asked
            || !UuidText.TryParse(asked, out var uuid)
            || logins.ByUuid(data, uuid) is not { } target)
        {
            return (login.Caller, null);
        }
        return target.HasToken
            ? (target.Caller, login.Caller.Uuid)
            : Refuse.Forbidden("Unable to impersonate user that does not have an active session.");
    }

    private Outcome<Login> Owner(WireRequest request, WorldData data)
    {
        var words = (request.Headers["Authorization"] ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Refuse.Unauthorized(NotProvided);
        if (words[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return Refuse.Unauthorized(words.Length != 2 ? Malformed(words) : Bearer(words[1], data.Now));
        if (!words[0].Equals("Token", StringComparison.OrdinalIgnoreCase))
            return Refuse.Unauthorized(NotProvided);
        if (words.Length != 2)
            return Refuse.Unauthorized(Malformed(words));
        if (!IsUtf8(words[1], out var token))
            return Refuse.Unauthorized("Invalid token header. Token string should not contain invalid characters.");
        if (logins.ByToken(data, token) is not { } login)
            return Refuse.Unauthorized("Invalid token.");
        if (!login.IsActive)
            return Refuse.Unauthorized("User inactive or deleted.");
        return login.Lifetime is { } lifetime && data.Now - login.Started > lifetime
            ? Refuse.Unauthorized("Token has expired.")
            : login;
    }

    private static string Malformed(string[] words) => words.Length == 1
        ? "Invalid token. No credentials provided."
        : "Invalid token. Token string should not contain spaces.";

    // Header values hold one character for each byte that came.
    private static bool IsUtf8(string latin1, out string text)
    {
        text = latin1;
        if (Ascii.IsValid(latin1))
            return true;
        try
        {
            text = s_strictUtf8.GetString(Encoding.Latin1.GetBytes(latin1));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Bearer(string token, DateTime now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Payload(parts[0]) is null || Payload(parts[1]) is not { } claims)
            return "Invalid JWT token.";
        var expired = claims.TryGetProperty("exp", out var expiry)
            && expiry.ValueKind == JsonValueKind.Number
            && expiry.GetDouble() < (now - DateTime.UnixEpoch).TotalSeconds;
        return expired ? "Token has expired." : "Introspection configuration is incomplete.";
    }

    private static JsonElement? Payload(string part)
    {
        var padded = part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length)
            && JsonSyntax.TryParse(bytes.AsMemory(0, length), out var claims, out _)
            && claims.ValueKind == JsonValueKind.Object
            ? claims
            : null;
    }
}
