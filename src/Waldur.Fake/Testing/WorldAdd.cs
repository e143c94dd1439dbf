using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>
/// Adds single objects with sensible defaults. What an object points at is taken from the world, the newest first, or made if there is none.
/// Each method takes the object as it would be and gives it back changed: <c>world.Add.RobotAccount(a =&gt; a with { Type = "cicd" })</c>.
/// </summary>
/// <param name="world">The world.</param>
public readonly struct WorldAdd(World world)
{
    private readonly World _world = world;

    /// <summary>Adds a user with a token.</summary>
    public User User(Func<User, User>? with = null) => _world.Change(changes => AddUser(changes, with));

    /// <summary>Adds a customer.</summary>
    public Customer Customer(Func<Customer, Customer>? with = null) => _world.Change(changes => AddCustomer(changes, with));

    /// <summary>Adds a project.</summary>
    public Project Project(Func<Project, Project>? with = null) => _world.Change(changes => AddProject(changes, with));

    /// <summary>Adds an offering.</summary>
    public Offering Offering(Func<Offering, Offering>? with = null) => _world.Change(changes => AddOffering(changes, with));

    /// <summary>Adds a resource.</summary>
    public Resource Resource(Func<Resource, Resource>? with = null) => _world.Change(changes => AddResource(changes, with));

    /// <summary>Grants a role on an object.</summary>
    /// <param name="user">To whom.</param>
    /// <param name="role">The name of the role, for example <c>PROJECT.ADMIN</c>; what stands before the dot tells the kind of the object.</param>
    /// <param name="scope">The object.</param>
    public Grant Role(User user, string role, Entity scope) => _world.Change(changes => changes.Insert(Grant.Table, new Grant
    {
        User = user.Uuid,
        Role = role,
        Scope = scope.Uuid,
        ScopeKind = scope switch { Fake.Customer => ScopeKind.Customer, Fake.Project => ScopeKind.Project, _ => ScopeKind.Offering },
    }));

    /// <summary>Adds a robot account, in whatever state.</summary>
    public RobotAccount RobotAccount(Func<RobotAccount, RobotAccount>? with = null) => _world.Change(changes =>
    {
        var resource = Newest(changes, Fake.Resource.Table) ?? AddResource(changes, null);
        var account = Apply(with, new RobotAccount
        {
            Resource = resource.Uuid,
            Type = "r" + Number(changes, Fake.RobotAccount.Table),
            State = RobotAccountState.Ok,
        });
        return changes.Insert(Fake.RobotAccount.Table, account.WithKeys(account.Keys));
    });

    /// <summary>Adds an offering user, in whatever state, with the completion that belongs to it if its offering has a checklist.</summary>
    public OfferingUser OfferingUser(Func<OfferingUser, OfferingUser>? with = null) => _world.Change(changes =>
    {
        var records = changes.Data.Table(Fake.OfferingUser.Table);
        var offering = changes.Data.Table(Fake.Offering.Table).LastOrDefault(offering => offering.ShowsUsers())
            ?? AddOffering(changes, offering => offering with { PluginOptions = JsonElement.Parse("""{"service_provider_can_create_offering_user":true}""") });
        var user = changes.Data.Table(Fake.User.Table)
                .LastOrDefault(user => records.By(Fake.OfferingUser.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
            ?? AddUser(changes, null);
        return OfferingUserRecords.Store(
            changes,
            Apply(with, new OfferingUser { Offering = offering.Uuid, User = user.Uuid, Username = user.Username, State = OfferingUserState.Ok }));
    });

    /// <summary>Adds a link of a user to a resource, with a role of its offering.</summary>
    public ResourceUser ResourceUser(Func<ResourceUser, ResourceUser>? with = null) => _world.Change(changes =>
    {
        var resource = Newest(changes, Fake.Resource.Table) ?? AddResource(changes, null);
        var role = (changes.Data.Table(Fake.OfferingUserRole.Table).By(Fake.OfferingUserRole.ByOffering, resource.Offering) is [var first, ..] ? first : null)
            ?? changes.Insert(Fake.OfferingUserRole.Table, new OfferingUserRole { Offering = resource.Offering, Name = "user" });
        var user = Newest(changes, Fake.User.Table) ?? AddUser(changes, null);
        return changes.Insert(
            Fake.ResourceUser.Table,
            Apply(with, new ResourceUser { Resource = resource.Uuid, Role = role.Uuid, User = user.Uuid }));
    });

    /// <summary>Adds a course account with a user of its own, in a course project.</summary>
    public CourseAccount CourseAccount(Func<CourseAccount, CourseAccount>? with = null) => _world.Change(changes =>
    {
        var course = changes.Data.Table(Fake.Project.Table).LastOrDefault(project => project is { Kind: ProjectKind.Course, IsRemoved: false })
            ?? AddProject(changes, project => project with
            {
                Kind = ProjectKind.Course,
                StartDate = DateOnly.FromDateTime(changes.Data.Now),
                EndDate = DateOnly.FromDateTime(changes.Data.Now).AddMonths(3),
            });
        var student = changes.Insert(Fake.User.Table, AccountBackend.Student(changes.NextUsername(), changes.Data.Now));
        return changes.Insert(
            Fake.CourseAccount.Table,
            Apply(with, new CourseAccount { Project = course.Uuid, User = student.Uuid, Email = student.Email }));
    });

    /// <summary>Adds an SSH key; without a public key of its own it gets a sound one.</summary>
    public SshKey SshKey(Func<SshKey, SshKey>? with = null) => _world.Change(changes =>
    {
        var user = Newest(changes, Fake.User.Table) ?? AddUser(changes, null);
        var number = Number(changes, Fake.SshKey.Table);
        var key = Apply(with, new SshKey { User = user.Uuid, Name = $"key-{number}", PublicKey = "", Fingerprints = SshFingerprints.None });
        if (key.PublicKey.Length == 0)
            key = key with { PublicKey = SshPublicKey.Ed25519([.. changes.NewUuid().ToByteArray(), .. changes.NewUuid().ToByteArray()], key.Name) };
        return changes.Insert(Fake.SshKey.Table, key with { Fingerprints = SshPublicKey.Fingerprints(key.PublicKey) });
    });

    /// <summary>Adds a role that users can have on the resources of an offering.</summary>
    public OfferingUserRole OfferingUserRole(Func<OfferingUserRole, OfferingUserRole>? with = null) => _world.Change(changes =>
    {
        var offering = Newest(changes, Fake.Offering.Table) ?? AddOffering(changes, null);
        return changes.Insert(
            Fake.OfferingUserRole.Table,
            Apply(with, new OfferingUserRole { Offering = offering.Uuid, Name = $"role-{Number(changes, Fake.OfferingUserRole.Table)}" }));
    });

    /// <summary>Adds terms of service to an offering; those that were in force until now no longer are.</summary>
    public TermsOfService TermsOfService(Func<TermsOfService, TermsOfService>? with = null) => _world.Change(changes =>
    {
        var offering = Newest(changes, Fake.Offering.Table) ?? AddOffering(changes, null);
        var terms = Apply(with, new TermsOfService { Offering = offering.Uuid, Version = Number(changes, Fake.TermsOfService.Table) });
        if (terms.IsActive && new In<Offering>(changes.Data.Table(Fake.Offering.Table).Get(terms.Offering), changes.Data).ActiveTerms is { } before)
            changes.Update(Fake.TermsOfService.Table, before with { IsActive = false });
        return changes.Insert(Fake.TermsOfService.Table, terms);
    });

    /// <summary>Adds a consent to the terms of service of an offering, of the newest user that has given none.</summary>
    public Consent Consent(Func<Consent, Consent>? with = null) => _world.Change(changes =>
    {
        var consents = changes.Data.Table(Fake.Consent.Table);
        var offering = Newest(changes, Fake.Offering.Table) ?? AddOffering(changes, null);
        var user = changes.Data.Table(Fake.User.Table)
                .LastOrDefault(user => consents.By(Fake.Consent.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
            ?? AddUser(changes, null);
        return changes.Insert(
            Fake.Consent.Table,
            Apply(with, new Consent { Offering = offering.Uuid, User = user.Uuid, AgreementDate = changes.Data.Now }));
    });

    /// <summary>Adds a checklist that offerings may use.</summary>
    public Checklist Checklist(Func<Checklist, Checklist>? with = null) => _world.Change(changes => AddChecklist(changes, with));

    /// <summary>Adds a question to a checklist, behind those that it has.</summary>
    public Question Question(Func<Question, Question>? with = null) => _world.Change(changes =>
    {
        var checklist = Newest(changes, Fake.Checklist.Table) ?? AddChecklist(changes, null);
        var question = Apply(with, new Question { Checklist = checklist.Uuid, Description = $"Question {Number(changes, Fake.Question.Table)}", Order = -1 });
        return changes.Insert(
            Fake.Question.Table,
            question.Order >= 0 ? question : question with { Order = changes.Data.QuestionsOf(question.Checklist).Count + 1 });
    });

    private static Checklist AddChecklist(Transaction changes, Func<Checklist, Checklist>? with) => changes.Insert(
        Fake.Checklist.Table, Apply(with, new Checklist { Name = $"Checklist {Number(changes, Fake.Checklist.Table)}" }));

    private static User AddUser(Transaction changes, Func<User, User>? with)
    {
        var number = Number(changes, Fake.User.Table);
        var user = changes.Insert(Fake.User.Table, Apply(with, new User
        {
            Username = $"user{number}",
            FirstName = "User",
            LastName = number,
            Email = $"user{number}@example.com",
            DateJoined = changes.Data.Now,
        }));
        changes.Insert(Token.Table, new Token { User = user.Uuid, Key = changes.NewUuid().ToString("n") + "00000000", Started = changes.Data.Now });
        return user;
    }

    private static Customer AddCustomer(Transaction changes, Func<Customer, Customer>? with)
    {
        var number = Number(changes, Fake.Customer.Table);
        return changes.Insert(Fake.Customer.Table, Apply(with, new Customer { Name = $"Customer {number}", Slug = $"customer-{number}" }));
    }

    private static Project AddProject(Transaction changes, Func<Project, Project>? with)
    {
        var customer = Newest(changes, Fake.Customer.Table) ?? AddCustomer(changes, null);
        var number = Number(changes, Fake.Project.Table);
        return changes.Insert(Fake.Project.Table, Apply(with, new Project { Customer = customer.Uuid, Name = $"Project {number}", Slug = $"project-{number}" }));
    }

    private static Offering AddOffering(Transaction changes, Func<Offering, Offering>? with)
    {
        var customer = Newest(changes, Fake.Customer.Table) ?? AddCustomer(changes, null);
        var number = Number(changes, Fake.Offering.Table);
        return changes.Insert(Fake.Offering.Table, Apply(with, new Offering { Customer = customer.Uuid, Name = $"Offering {number}", Slug = $"offering-{number}" }));
    }

    private static Resource AddResource(Transaction changes, Func<Resource, Resource>? with)
    {
        var offering = Newest(changes, Fake.Offering.Table) ?? AddOffering(changes, null);
        var project = Newest(changes, Fake.Project.Table) ?? AddProject(changes, null);
        var number = Number(changes, Fake.Resource.Table);
        return changes.Insert(
            Fake.Resource.Table,
            Apply(with, new Resource { Offering = offering.Uuid, Project = project.Uuid, Name = $"resource-{number}", Slug = $"resource-{number}" }));
    }

    private static T Apply<T>(Func<T, T>? with, T row) => with is null ? row : with(row);

    private static T? Newest<T>(Transaction changes, TableDefinition<T> table)
        where T : Entity => changes.Data.Table(table) is { Count: > 0 } rows ? rows[rows.Count - 1] : null;

    private static string Number<T>(Transaction changes, TableDefinition<T> table)
        where T : Entity => (changes.Data.Table(table).Count + 1).ToString(CultureInfo.InvariantCulture);
}
