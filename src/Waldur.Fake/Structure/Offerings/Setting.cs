namespace Waldur.Fake;

/// <summary>A setting of the server, by name.</summary>
internal sealed record Setting : Entity
{
    /// <summary>Settings by name.</summary>
    public static readonly TableIndex<Setting, string> ByName = TableIndex<Setting, string>.Unique(setting => setting.Name);

    /// <summary>Where settings are kept: only those that the world states.</summary>
    public static readonly TableDefinition<Setting> Table = new TableDefinition<Setting>("settings").With(ByName);

    /// <summary>Name of the setting that hides offering users without consent from providers.</summary>
    public const string EnforceConsent = "enforce_user_consent_for_offerings";

    /// <summary>The name, as in scenario files.</summary>
    public required string Name { get; init; }

    public required bool Value { get; init; }
}
