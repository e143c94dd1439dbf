using System.Collections.Immutable;

namespace Waldur.Fake;

/// <summary>An entry of the audit log, as Waldur writes it.</summary>
/// <param name="Time">When, by the world's clock.</param>
/// <param name="Type">Waldur's event type, for example <c>resource_robot_account_created</c>.</param>
/// <param name="Message">Waldur's message.</param>
/// <param name="Scopes">Identifiers of the objects that the entry is about.</param>
public sealed record WorldEvent(DateTime Time, string Type, string Message, ImmutableArray<Guid> Scopes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}: {Message}";
}
