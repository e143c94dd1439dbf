namespace Waldur.Fake;

/// <summary>The relations between the objects of the structure, so that tables can say <c>account.Resource.Project.Customer</c>.</summary>
internal static class Relations
{
    extension(WorldData data)
    {
        /// <summary>A user in these data.</summary>
        public In<User> UserOf(Guid uuid) => new(data.Table(User.Table).Get(uuid), data);

        /// <summary>A resource in these data.</summary>
        public In<Resource> ResourceOf(Guid uuid) => new(data.Table(Resource.Table).Get(uuid), data);

        /// <summary>An offering in these data.</summary>
        public In<Offering> OfferingOf(Guid uuid) => new(data.Table(Offering.Table).Get(uuid), data);

        /// <summary>A project in these data.</summary>
        public In<Project> ProjectOf(Guid uuid) => new(data.Table(Project.Table).Get(uuid), data);

        /// <summary>A customer in these data.</summary>
        public In<Customer> CustomerOf(Guid uuid) => new(data.Table(Customer.Table).Get(uuid), data);
    }

    extension(In<Resource> resource)
    {
        /// <summary>What it is a resource of.</summary>
        public In<Offering> Offering => resource.World.OfferingOf(resource.It.Offering);

        /// <summary>The project that has it.</summary>
        public In<Project> Project => resource.World.ProjectOf(resource.It.Project);

        /// <summary>The consumer: the customer of the project.</summary>
        public In<Customer> Consumer => resource.Project.Customer;

        /// <summary>The provider: the customer that owns the offering.</summary>
        public In<Customer> Provider => resource.Offering.Customer;
    }

    extension(In<Offering> offering)
    {
        /// <summary>The provider.</summary>
        public In<Customer> Customer => offering.World.CustomerOf(offering.It.Customer);
    }

    extension(In<Project> project)
    {
        public In<Customer> Customer => project.World.CustomerOf(project.It.Customer);
    }

    extension(In<OfferingUserRole> role)
    {
        public In<Offering> Offering => role.World.OfferingOf(role.It.Offering);
    }
}
