using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Testing;

public sealed class WorldAddTests
{
    public static TheoryData<string, Func<World, Entity>> Kinds { get; } = new()
    {
        { "users", world => world.Add.User() },
        { "ssh_keys", world => world.Add.SshKey() },
        { "customers", world => world.Add.Customer() },
        { "projects", world => world.Add.Project() },
        { "offerings", world => world.Add.Offering() },
        { "offering_user_roles", world => world.Add.OfferingUserRole() },
        { "terms_of_service", world => world.Add.TermsOfService() },
        { "resources", world => world.Add.Resource() },
        { "robot_accounts", world => world.Add.RobotAccount() },
        { "offering_users", world => world.Add.OfferingUser() },
        { "resource_users", world => world.Add.ResourceUser() },
        { "course_accounts", world => world.Add.CourseAccount() },
        { "checklists", world => world.Add.Checklist() },
        { "questions", world => world.Add.Question() },
        { "consents", world => world.Add.Consent() },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public void Every_kind_can_be_added_to_an_empty_world_and_again_and_is_one_that_a_scenario_may_have(
        string kind, Func<World, Entity> add)
    {
        var world = new World(WaldurModules.EmptyWorld());

        add(world).Uuid.ShouldNotBe(add(world).Uuid, kind);

        Scenario.FromText(ScenarioExporter.ToYaml(world.Data)).Validate();
    }

    [Fact]
    public void An_added_ssh_key_is_one_that_the_api_would_take()
    {
        var world = new World(WaldurModules.EmptyWorld());

        SshPublicKey.IsValid(world.Add.SshKey().PublicKey).ShouldBeTrue();
        var other = world.Add.SshKey(key => key with { PublicKey = "ssh-ed25519 AAAA" });
        other.PublicKey.ShouldBe("ssh-ed25519 AAAA");
        other.Fingerprints.Md5.ShouldNotBeEmpty();
    }
}
