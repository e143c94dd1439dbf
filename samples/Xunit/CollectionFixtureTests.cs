using Waldur.Fake;
using Xunit;

namespace Samples.Xunit;

#region xunit-collection
public sealed class SmallSite() : WaldurFixture(options => options.ScenarioText("""
    version: 1
    users: {bob: {token: bob-token}}
    """));

[CollectionDefinition(nameof(SmallSite))]
public sealed class SmallSiteCollection : ICollectionFixture<SmallSite>;

[Collection(nameof(SmallSite))]
public sealed class RenamingTests(SmallSite fixture, ITestOutputHelper output)
{
    [Fact]
    public void Bob_is_renamed()
    {
        using var waldur = fixture.Fork(output.WriteLine);                     // without the hook, a using is enough

        waldur.World.Save(waldur.World.UserNamed("bob") with { FirstName = "Robert" });

        Assert.Equal("Robert", waldur.World.UserNamed("bob").FirstName);
    }
}
#endregion

[Collection(nameof(SmallSite))]
public sealed class DeletingTests(SmallSite fixture, ITestOutputHelper output)
{
    [Fact]
    public void Bob_has_not_been_renamed()
    {
        using var waldur = fixture.Fork(output.WriteLine);

        Assert.NotEqual("Robert", waldur.World.UserNamed("bob").FirstName);
        waldur.World.Delete(waldur.World.UserNamed("bob"));
    }
}
