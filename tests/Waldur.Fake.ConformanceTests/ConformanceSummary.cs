using System.Globalization;
using Waldur.Fake.Conformance;
using Xunit;

[assembly: AssemblyFixture(typeof(ConformanceSummary))]

namespace Waldur.Fake.Conformance;

/// <summary>Says at the end of a run how much there was to show.</summary>
public sealed class ConformanceSummary : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        TestContext.Current.SendDiagnosticMessage("{0}", Line());
        return ValueTask.CompletedTask;
    }

    private static string Line()
    {
        var cases = Cases.InOrder.ToArray();
        var ready = cases.Where(one => one.Pending is null).ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"conformance: {ready.Length} cases ({ready.Select(one => one.Number).Distinct(StringComparer.Ordinal).Count()} numbers and rules), "
            + $"{Enum.GetValues<CaseTransport>().Length} transports, {Enum.GetValues<CaseFidelity>().Length} fidelities: "
            + $"{ready.Sum(one => one.Transports.Count * one.Fidelities.Count)} runs; {cases.Length - ready.Length} cases pending");
    }
}
