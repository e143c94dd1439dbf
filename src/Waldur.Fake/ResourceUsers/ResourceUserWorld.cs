namespace Waldur.Fake;

/// <summary>The resource users of a world, for arranging and asserting.</summary>
public static class ResourceUserWorld
{
    extension(World world)
    {
        /// <summary>All resource users.</summary>
        public Table<ResourceUser> ResourceUsers => world.Data.Table(Fake.ResourceUser.Table);
    }

    extension(WorldAdd add)
    {
        /// <summary>Adds a link of a user to a resource, with a role of its offering.</summary>
        public ResourceUser ResourceUser(Func<ResourceUser, ResourceUser>? with = null) => add.Row(Fake.ResourceUser.Table, with, changes =>
        {
            var resource = changes.SomeResource();
            var roles = changes.Data.Table(OfferingUserRole.Table).By(OfferingUserRole.ByOffering, resource.Offering);
            var role = roles.Count > 0
                ? roles[0]
                : changes.Insert(OfferingUserRole.Table, new OfferingUserRole { Offering = resource.Offering, Name = "user" });
            return new() { Resource = resource.Uuid, Role = role.Uuid, User = changes.SomeUser().Uuid };
        });
    }

    extension(GenerateOptions asked)
    {
        /// <summary>Resource users, named <c>resource-user-1</c> and so on.</summary>
        public GenerateOptions ResourceUsers(int count) => asked.Number(Fake.ResourceUser.Table.Kind, count);
    }
}
