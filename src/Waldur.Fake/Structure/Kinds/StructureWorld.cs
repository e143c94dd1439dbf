namespace Waldur.Fake;

/// <summary>The structure of a world, for arranging and asserting.</summary>
public static class StructureWorld
{
    extension(World world)
    {
        /// <summary>All users.</summary>
        public Table<User> Users => world.Data.Table(Fake.User.Table);

        /// <summary>All SSH keys.</summary>
        public Table<SshKey> SshKeys => world.Data.Table(Fake.SshKey.Table);

        /// <summary>All customers.</summary>
        public Table<Customer> Customers => world.Data.Table(Fake.Customer.Table);

        /// <summary>All projects, deleted ones too.</summary>
        public Table<Project> Projects => world.Data.Table(Fake.Project.Table);

        /// <summary>All checklists.</summary>
        public Table<Checklist> Checklists => world.Data.Table(Fake.Checklist.Table);

        /// <summary>All questions of checklists.</summary>
        public Table<Question> Questions => world.Data.Table(Fake.Question.Table);

        /// <summary>All offerings.</summary>
        public Table<Offering> Offerings => world.Data.Table(Fake.Offering.Table);

        /// <summary>All resources.</summary>
        public Table<Resource> Resources => world.Data.Table(Fake.Resource.Table);

        /// <summary>All grants of roles, inactive ones too.</summary>
        public Table<Grant> Grants => world.Data.Table(Grant.Table);
    }

    extension(GenerateOptions asked)
    {
        /// <summary>Users, named <c>user-1</c> and so on.</summary>
        public GenerateOptions Users(int count) => asked.Number(Fake.User.Table.Kind, count);

        /// <summary>SSH keys of each user.</summary>
        public GenerateOptions SshKeys(int perUser) => asked.Number(UserKind.SshKeys.Key, perUser);

        /// <summary>Customers, named <c>customer-1</c> and so on.</summary>
        public GenerateOptions Customers(int count) => asked.Number(Fake.Customer.Table.Kind, count);

        /// <summary>Projects, named <c>project-1</c> and so on.</summary>
        public GenerateOptions Projects(int count) => asked.Number(Fake.Project.Table.Kind, count);

        /// <summary>Checklists, named <c>checklist-1</c> and so on.</summary>
        public GenerateOptions Checklists(int count) => asked.Number(Fake.Checklist.Table.Kind, count);

        /// <summary>Offerings, named <c>offering-1</c> and so on.</summary>
        public GenerateOptions Offerings(int count) => asked.Number(Fake.Offering.Table.Kind, count);

        /// <summary>Resources, named <c>resource-1</c> and so on.</summary>
        public GenerateOptions Resources(int count) => asked.Number(Fake.Resource.Table.Kind, count);
    }

    extension(WorldAdd add)
    {
        /// <summary>Adds a user with a token.</summary>
        public User User(Func<User, User>? with = null) => add.Change(changes => changes.AddUser(with));

        /// <summary>Adds a customer.</summary>
        public Customer Customer(Func<Customer, Customer>? with = null) => add.Change(changes => changes.AddCustomer(with));

        /// <summary>Adds a project.</summary>
        public Project Project(Func<Project, Project>? with = null) => add.Change(changes => changes.AddProject(with));

        /// <summary>Adds an offering.</summary>
        public Offering Offering(Func<Offering, Offering>? with = null) => add.Change(changes => changes.AddOffering(with));

        /// <summary>Adds a resource.</summary>
        public Resource Resource(Func<Resource, Resource>? with = null) => add.Change(changes => changes.AddResource(with));

        /// <summary>Grants a role on an object.</summary>
        /// <param name="user">To whom.</param>
        /// <param name="role">The name of the role, for example <c>PROJECT.ADMIN</c>; what stands before the dot tells the kind of the
        /// object.</param>
        /// <param name="scope">The object.</param>
        /// <exception cref="ArgumentException">There is no such role, it is granted on objects of another kind, or the object is none of
        /// these.</exception>
        public Grant Role(User user, string role, Entity scope) => add.Row(Grant.Table, null, changes =>
        {
            var kind = scope switch
            {
                Fake.Customer => ScopeKind.Customer,
                Fake.Project => ScopeKind.Project,
                Fake.Offering => ScopeKind.Offering,
                _ =>
                    throw new ArgumentException(
                        $"Roles are granted on customers, projects and offerings, not on a {scope.GetType().Name}.", nameof(scope)),
            };
            changes.Data.CheckRole(role, kind);
            return new() { User = user.Uuid, Role = role, Scope = scope.Uuid, ScopeKind = kind };
        });

        /// <summary>Adds an SSH key; without a public key of its own it gets a sound one.</summary>
        public SshKey SshKey(Func<SshKey, SshKey>? with = null) => add.Row(Fake.SshKey.Table, null, changes =>
        {
            var key = new SshKey
            {
                User = changes.SomeUser().Uuid, Name = $"key-{changes.Number(Fake.SshKey.Table)}", PublicKey = "",
                Fingerprints = SshFingerprints.None,
            };
            key = with is null ? key : with(key);
            if (key.PublicKey.Length == 0)
            {
                key = key with { PublicKey = SshPublicKey.Ed25519(
                    [.. changes.NewUuid().ToByteArray(), .. changes.NewUuid().ToByteArray()], key.Name) };
            }

            return key with { Fingerprints = SshPublicKey.Fingerprints(key.PublicKey) };
        });

        /// <summary>Adds a role that users can have on the resources of an offering.</summary>
        public OfferingUserRole OfferingUserRole(Func<OfferingUserRole, OfferingUserRole>? with = null) => add.Row(
            Fake.OfferingUserRole.Table, with,
            changes => new() { Offering = changes.SomeOffering().Uuid, Name = $"role-{changes.Number(Fake.OfferingUserRole.Table)}" });

        /// <summary>Adds terms of service to an offering; those that were in force until now no longer are.</summary>
        public TermsOfService TermsOfService(Func<TermsOfService, TermsOfService>? with = null) =>
            add.Row(Fake.TermsOfService.Table, null, changes =>
        {
            var terms = new TermsOfService { Offering = changes.SomeOffering().Uuid, Version = changes.Number(Fake.TermsOfService.Table) };
            terms = with is null ? terms : with(terms);
            if (terms.IsActive
                && new In<Offering>(changes.Data.Table(Fake.Offering.Table).Get(terms.Offering), changes.Data).ActiveTerms is { } before)
            {
                changes.Update(Fake.TermsOfService.Table, before with { IsActive = false });
            }

            return terms;
        });

        /// <summary>Adds a consent to the terms of service of an offering, of the newest user that has given none.</summary>
        public Consent Consent(Func<Consent, Consent>? with = null) => add.Row(Fake.Consent.Table, with, changes =>
        {
            var (consents, offering) = (changes.Data.Table(Fake.Consent.Table), changes.SomeOffering());
            var user = changes.Data.Table(Fake.User.Table)
                    .LastOrDefault(user => consents.By(Fake.Consent.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
                ?? changes.AddUser();
            return new() { Offering = offering.Uuid, User = user.Uuid, AgreementDate = changes.Data.Now };
        });

        /// <summary>Adds a checklist that offerings may use.</summary>
        public Checklist Checklist(Func<Checklist, Checklist>? with = null) => add.Change(changes => changes.AddChecklist(with));

        /// <summary>Adds a question to a checklist, behind those that it has.</summary>
        public Question Question(Func<Question, Question>? with = null) => add.Row(Fake.Question.Table, null, changes =>
        {
            var checklist = changes.Newest(Fake.Checklist.Table) ?? changes.AddChecklist();
            var question = new Question { Checklist = checklist.Uuid, Description = $"Question {changes.Number(Fake.Question.Table)}",
                Order = -1 };
            question = with is null ? question : with(question);
            return question.Order >= 0
                ? question
                : question with { Order = changes.Data.Table(Fake.Question.Table).By(Fake.Question.ByChecklist, question.Checklist).Count
                    + 1 };
        });
    }
}

/// <summary>Objects of the structure with their defaults, within a transaction.</summary>
internal static class StructureAdding
{
    extension(Transaction changes)
    {
        public User SomeUser() => changes.Newest(User.Table) ?? changes.AddUser();

        public Customer SomeCustomer() => changes.Newest(Customer.Table) ?? changes.AddCustomer();

        public Project SomeProject() => changes.Newest(Project.Table) ?? changes.AddProject();

        public Offering SomeOffering() => changes.Newest(Offering.Table) ?? changes.AddOffering();

        public Resource SomeResource() => changes.Newest(Resource.Table) ?? changes.AddResource();

        public User AddUser(Func<User, User>? with = null)
        {
            var number = changes.Number(User.Table);
            var user = changes.Add(User.Table, with, _ => new()
            {
                Username = $"user{number}",
                FirstName = "User",
                LastName = number,
                Email = $"user{number}@example.com",
                DateJoined = changes.Data.Now,
            });
            changes.Insert(
                Token.Table,
                new Token { User = user.Uuid, Key = changes.NewUuid().ToString("n") + "00000000", Started = changes.Data.Now });
            return user;
        }

        public Customer AddCustomer(Func<Customer, Customer>? with = null) => changes.Add(Customer.Table, with, _ =>
        {
            var number = changes.Number(Customer.Table);
            return new() { Name = $"Customer {number}", Slug = $"customer-{number}" };
        });

        public Project AddProject(Func<Project, Project>? with = null) => changes.Add(Project.Table, with, _ =>
        {
            var (customer, number) = (changes.SomeCustomer(), changes.Number(Project.Table));
            return new() { Customer = customer.Uuid, Name = $"Project {number}", Slug = $"project-{number}" };
        });

        public Offering AddOffering(Func<Offering, Offering>? with = null) => changes.Add(Offering.Table, with, _ =>
        {
            var (customer, number) = (changes.SomeCustomer(), changes.Number(Offering.Table));
            return new() { Customer = customer.Uuid, Name = $"Offering {number}", Slug = $"offering-{number}" };
        });

        public Resource AddResource(Func<Resource, Resource>? with = null) => changes.Add(Resource.Table, with, _ =>
        {
            var (offering, project, number) = (changes.SomeOffering(), changes.SomeProject(), changes.Number(Resource.Table));
            return new() { Offering = offering.Uuid, Project = project.Uuid, Name = $"resource-{number}", Slug = $"resource-{number}" };
        });

        public Checklist AddChecklist(Func<Checklist, Checklist>? with = null) =>
            changes.Add(Checklist.Table, with, _ => new() { Name = $"Checklist {changes.Number(Checklist.Table)}" });
    }
}
