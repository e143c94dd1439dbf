using Shouldly;
using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>The examples of Waldur's published pages (<c>pages/</c>): each is answered as its page says, or has a reason.</summary>
public sealed class PageExampleTests(ConformanceTests.Worlds worlds) : IClassFixture<ConformanceTests.Worlds>
{
    private const int Operations = 44;
    private const int Clients = 3;

    private static readonly IReadOnlyList<ConformanceCase> Examples =
        CaseReader.ReadFolder(Cases.File("pages"), Cases.File("fixtures"), except: "reasons.yaml");

    public static IEnumerable<TheoryDataRow<string, CaseTransport, CaseFidelity>> Rows =>
        from one in Examples
        from transport in one.Transports
        from fidelity in one.Fidelities
        select new TheoryDataRow<string, CaseTransport, CaseFidelity>(one.Id, transport, fidelity);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task An_example_is_answered_as_its_page_says(string id, CaseTransport transport, CaseFidelity fidelity) =>
        ConformanceTests.RunAsync(Examples.Single(one => one.Id == id), worlds, transport, fidelity);

    [Fact]
    public void Every_example_of_the_pages_is_there()
    {
        Examples.Count.ShouldBe(Operations * Clients);
        Examples.Select(one => ((RequestStep)one.Steps[0]).Method + " " + one.Title.Split(", ")[0]).Distinct().Count().ShouldBe(Operations);
        Examples.CountBy(one => one.Title.Split(", ")[^1]).ShouldAllBe(client => client.Value == Operations);
    }

    [Fact]
    public void An_example_that_is_answered_otherwise_has_its_reason()
    {
        var file = CaseNodes.Parse(File.ReadAllText(Cases.File("pages/reasons.yaml")), "reasons.yaml");
        var reasons = ((MapNode)file).Entries.Select(entry => entry.Key);

        Examples.Where(one => one.Steps.OfType<RequestStep>().Any(step => step.Expect.Status >= 400 || step.Server is not null))
            .Select(one => one.Id.Split('/')[0]).Distinct().ShouldBe(reasons, ignoreOrder: true);
    }
}
