namespace Waldur.Fake;

/// <summary>What a journal shares with all others of the process.</summary>
/// <param name="Format">Knows the kinds of rows.</param>
/// <param name="Routes">Knows the operations of requests.</param>
internal sealed record JournalSetup(ScenarioFormat Format, RouteTable Routes);
