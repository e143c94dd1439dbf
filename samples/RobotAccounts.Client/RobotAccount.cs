using System.Text.Json.Serialization;

namespace RobotAccounts.Client;

/// <summary>A robot account as Waldur lists it, as far as this client needs it.</summary>
public sealed record RobotAccount
{
    [JsonPropertyName("uuid"), JsonConverter(typeof(WaldurUuidConverter))]
    public required Guid Uuid { get; init; }

    [JsonPropertyName("username")]
    public required string Username { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("state")]
    public required string State { get; init; }

    [JsonPropertyName("error_message")]
    public required string ErrorMessage { get; init; }

    [JsonPropertyName("resource")]
    public required Uri Resource { get; init; }
}

/// <summary>Waldur refused a change of state: the account is not in a state that allows it.</summary>
public sealed class StateRefusedException(string detail) : Exception(detail);
