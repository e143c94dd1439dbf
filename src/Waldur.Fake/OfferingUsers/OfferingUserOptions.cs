using System.Text.Json;

namespace Waldur.Fake;

/// <summary>The options of an offering that say how its users come about.</summary>
internal static class OfferingUserOptions
{
    private const string CanCreate = "service_provider_can_create_offering_user";

    /// <summary>May records be made? Create takes whatever Python takes for true (section 9).</summary>
    public static bool MayHaveUsers(this Offering offering) =>
        offering.PluginOptions.TryGetProperty(CanCreate, out var value) && Python.IsTrue(value);

    /// <summary>
    /// Are its records shown to anybody but staff and support? Only where the flag is the JSON value <c>true</c> (section 9).
    /// </summary>
    public static bool ShowsUsers(this Offering offering) =>
        offering.PluginOptions.TryGetProperty(CanCreate, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The text of an option, or null if it has none.</summary>
    public static string? TextOption(this Offering offering, string name) =>
        offering.PluginOptions.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
