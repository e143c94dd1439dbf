using System.Globalization;
using System.Text.Json;
using Waldur.Fake.Checklists;
using Waldur.Fake.CourseAccounts;
using Waldur.Fake.OfferingUsers;
using Waldur.Fake.ResourceUsers;
using Waldur.Fake.RobotAccounts;
using Waldur.Fake.Structure;
using Waldur.Fake.Worlds;

namespace Waldur.Fake.Testing;

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
        ScopeKind = scope switch { Structure.Customer => ScopeKind.Customer, Structure.Project => ScopeKind.Project, _ => ScopeKind.Offering },
    }));

    /// <summary>Adds a robot account, in whatever state.</summary>
    public RobotAccount RobotAccount(Func<RobotAccount, RobotAccount>? with = null) => _world.Change(changes =>
    {
        var resource = Newest(changes, Structure.Resource.Table) ?? AddResource(changes, null);
        var account = Apply(with, new RobotAccount
        {
            Resource = resource.Uuid,
            Type = "r" + Number(changes, RobotAccounts.RobotAccount.Table),
            State = RobotAccountState.Ok,
        });
        return changes.Insert(RobotAccounts.RobotAccount.Table, account.WithKeys(account.Keys));
    });

    /// <summary>Adds an offering user, in whatever state, with the completion that belongs to it if its offering has a checklist.</summary>
    public OfferingUser OfferingUser(Func<OfferingUser, OfferingUser>? with = null) => _world.Change(changes =>
    {
        var records = changes.Data.Table(OfferingUsers.OfferingUser.Table);
        var offering = changes.Data.Table(Structure.Offering.Table).LastOrDefault(offering => offering.ShowsUsers())
            ?? AddOffering(changes, offering => offering with { PluginOptions = JsonElement.Parse("""{"service_provider_can_create_offering_user":true}""") });
        var user = changes.Data.Table(Structure.User.Table)
                .LastOrDefault(user => records.By(OfferingUsers.OfferingUser.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
            ?? AddUser(changes, null);
        return OfferingUserRecords.Store(
            changes,
            Apply(with, new OfferingUser { Offering = offering.Uuid, User = user.Uuid, Username = user.Username, State = OfferingUserState.Ok }));
    });

    /// <summary>Adds a link of a user to a resource, with a role of its offering.</summary>
    public ResourceUser ResourceUser(Func<ResourceUser, ResourceUser>? with = null) => _world.Change(changes =>
    {
        var resource = Newest(changes, Structure.Resource.Table) ?? AddResource(changes, null);
        var role = (changes.Data.Table(Structure.OfferingUserRole.Table).By(Structure.OfferingUserRole.ByOffering, resource.Offering) is [var first, ..] ? first : null)
            ?? changes.Insert(Structure.OfferingUserRole.Table, new OfferingUserRole { Offering = resource.Offering, Name = "user" });
        var user = Newest(changes, Structure.User.Table) ?? AddUser(changes, null);
        return changes.Insert(
            ResourceUsers.ResourceUser.Table,
            Apply(with, new ResourceUser { Resource = resource.Uuid, Role = role.Uuid, User = user.Uuid }));
    });

    /// <summary>Adds a course account with a user of its own, in a course project.</summary>
    public CourseAccount CourseAccount(Func<CourseAccount, CourseAccount>? with = null) => _world.Change(changes =>
    {
        var course = changes.Data.Table(Structure.Project.Table).LastOrDefault(project => project is { Kind: ProjectKind.Course, IsRemoved: false })
            ?? AddProject(changes, project => project with
            {
                Kind = ProjectKind.Course,
                StartDate = DateOnly.FromDateTime(changes.Data.Now),
                EndDate = DateOnly.FromDateTime(changes.Data.Now).AddMonths(3),
            });
        var student = changes.Insert(Structure.User.Table, AccountBackend.Student(changes.NextUsername(), changes.Data.Now));
        return changes.Insert(
            CourseAccounts.CourseAccount.Table,
            Apply(with, new CourseAccount { Project = course.Uuid, User = student.Uuid, Email = student.Email }));
    });

    /// <summary>Adds an SSH key; without a public key of its own it gets a sound one.</summary>
    public SshKey SshKey(Func<SshKey, SshKey>? with = null) => _world.Change(changes =>
    {
        var user = Newest(changes, Structure.User.Table) ?? AddUser(changes, null);
        var number = Number(changes, Structure.SshKey.Table);
        var key = Apply(with, new SshKey { User = user.Uuid, Name = $"key-{number}", PublicKey = "", Fingerprints = SshFingerprints.None });
        if (key.PublicKey.Length == 0)
            key = key with { PublicKey = SshPublicKey.Ed25519([.. changes.NewUuid().ToByteArray(), .. changes.NewUuid().ToByteArray()], key.Name) };
        return changes.Insert(Structure.SshKey.Table, key with { Fingerprints = SshPublicKey.Fingerprints(key.PublicKey) });
    });

    /// <summary>Adds a role that users can have on the resources of an offering.</summary>
    public OfferingUserRole OfferingUserRole(Func<OfferingUserRole, OfferingUserRole>? with = null) => _world.Change(changes =>
    {
        var offering = Newest(changes, Structure.Offering.Table) ?? AddOffering(changes, null);
        return changes.Insert(
            Structure.OfferingUserRole.Table,
            Apply(with, new OfferingUserRole { Offering = offering.Uuid, Name = $"role-{Number(changes, Structure.OfferingUserRole.Table)}" }));
    });

    /// <summary>Adds terms of service to an offering; those that were in force until now no longer are.</summary>
    public TermsOfService TermsOfService(Func<TermsOfService, TermsOfService>? with = null) => _world.Change(changes =>
    {
        var offering = Newest(changes, Structure.Offering.Table) ?? AddOffering(changes, null);
        var terms = Apply(with, new TermsOfService { Offering = offering.Uuid, Version = Number(changes, Structure.TermsOfService.Table) });
        if (terms.IsActive && new In<Offering>(changes.Data.Table(Structure.Offering.Table).Get(terms.Offering), changes.Data).ActiveTerms is { } before)
            changes.Update(Structure.TermsOfService.Table, before with { IsActive = false });
        return changes.Insert(Structure.TermsOfService.Table, terms);
    });

    /// <summary>Adds a consent to the terms of service of an offering, of the newest user that has given none.</summary>
    public Consent Consent(Func<Consent, Consent>? with = null) => _world.Change(changes =>
    {
        var consents = changes.Data.Table(Structure.Consent.Table);
        var offering = Newest(changes, Structure.Offering.Table) ?? AddOffering(changes, null);
        var user = changes.Data.Table(Structure.User.Table)
                .LastOrDefault(user => consents.By(Structure.Consent.ByPair, (offering.Uuid, user.Uuid)).Count == 0)
            ?? AddUser(changes, null);
        return changes.Insert(
            Structure.Consent.Table,
            Apply(with, new Consent { Offering = offering.Uuid, User = user.Uuid, AgreementDate = changes.Data.Now }));
    });

    /// <summary>Adds a checklist that offerings may use.</summary>
    public Checklist Checklist(Func<Checklist, Checklist>? with = null) => _world.Change(changes => AddChecklist(changes, with));

    /// <summary>Adds a question to a checklist, behind those that it has.</summary>
    public Question Question(Func<Question, Question>? with = null) => _world.Change(changes =>
    {
        var checklist = Newest(changes, Checklists.Checklist.Table) ?? AddChecklist(changes, null);
        var question = Apply(with, new Question { Checklist = checklist.Uuid, Description = $"Question {Number(changes, Checklists.Question.Table)}", Order = -1 });
        return changes.Insert(
            Checklists.Question.Table,
            question.Order >= 0 ? question : question with { Order = changes.Data.QuestionsOf(question.Checklist).Count + 1 });
    });

    private static Checklist AddChecklist(Transaction changes, Func<Checklist, Checklist>? with) => changes.Insert(
        Checklists.Checklist.Table, Apply(with, new Checklist { Name = $"Checklist {Number(changes, Checklists.Checklist.Table)}" }));

    private static User AddUser(Transaction changes, Func<User, User>? with)
    {
        var number = Number(changes, Structure.User.Table);
        var user = changes.Insert(Structure.User.Table, Apply(with, new User
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
        var number = Number(changes, Structure.Customer.Table);
        return changes.Insert(Structure.Customer.Table, Apply(with, new Customer { Name = $"Customer {number}", Slug = $"customer-{number}" }));
    }

    private static Project AddProject(Transaction changes, Func<Project, Project>? with)
    {
        var customer = Newest(changes, Structure.Customer.Table) ?? AddCustomer(changes, null);
        var number = Number(changes, Structure.Project.Table);
        return changes.Insert(Structure.Project.Table, Apply(with, new Project { Customer = customer.Uuid, Name = $"Project {number}", Slug = $"project-{number}" }));
    }

    private static Offering AddOffering(Transaction changes, Func<Offering, Offering>? with)
    {
        var customer = Newest(changes, Structure.Customer.Table) ?? AddCustomer(changes, null);
        var number = Number(changes, Structure.Offering.Table);
        return changes.Insert(Structure.Offering.Table, Apply(with, new Offering { Customer = customer.Uuid, Name = $"Offering {number}", Slug = $"offering-{number}" }));
    }

    private static Resource AddResource(Transaction changes, Func<Resource, Resource>? with)
    {
        var offering = Newest(changes, Structure.Offering.Table) ?? AddOffering(changes, null);
        var project = Newest(changes, Structure.Project.Table) ?? AddProject(changes, null);
        var number = Number(changes, Structure.Resource.Table);
        return changes.Insert(
            Structure.Resource.Table,
            Apply(with, new Resource { Offering = offering.Uuid, Project = project.Uuid, Name = $"resource-{number}", Slug = $"resource-{number}" }));
    }

    private static T Apply<T>(Func<T, T>? with, T row) => with is null ? row : with(row);

    private static T? Newest<T>(Transaction changes, TableDefinition<T> table)
        where T : Entity => changes.Data.Table(table) is { Count: > 0 } rows ? rows[rows.Count - 1] : null;

    private static string Number<T>(Transaction changes, TableDefinition<T> table)
        where T : Entity => (changes.Data.Table(table).Count + 1).ToString(CultureInfo.InvariantCulture);
}
