namespace Waldur.Fake;

/// <summary>
/// How many objects of each kind are made, and who belongs to whom.
///
/// Number n of a kind points at one of the first n/each of another kind, rounded up, where "each" is one of the constants below. Which
/// one follows from n alone, never from how many there are: one more user changes nothing but that there is one more user. In return
/// as many of the other kind are made as that takes, so the counts that are asked for are the least.
/// </summary>
internal sealed record Counts
{
    public const int RobotAccountsOfResource = 10;
    public const int RobotAccountsOfUser = 20;
    public const int ResourceUsersOfResource = 5;
    public const int ResourceUsersOfUser = 5;
    public const int ResourcesOfProject = 4;
    public const int ResourcesOfOffering = 100;
    public const int OfferingUsersOfOffering = 100;
    public const int ProjectsOfCustomer = 5;
    public const int ProjectsOfUser = 5;
    public const int OfferingsOfCustomer = 5;
    public const int OfferingsOfChecklist = 2;
    public const int CourseAccountsOfProject = 20;
    public const int UsersOfCustomer = 20;

    public required int Users { get; init; }

    public required int Customers { get; init; }

    public required int Projects { get; init; }

    public required int Checklists { get; init; }

    public required int Offerings { get; init; }

    public required int Resources { get; init; }

    public required int RobotAccounts { get; init; }

    public required int OfferingUsers { get; init; }

    public required int ResourceUsers { get; init; }

    public required int CourseAccounts { get; init; }

    /// <summary>What is asked for, and what that needs.</summary>
    public static Counts Of(ScenarioGenerate asked)
    {
        var (robots, offeringUsers, links, courseAccounts) =
            ((int)asked.RobotAccounts, (int)asked.OfferingUsers, (int)asked.ResourceUsers, (int)asked.CourseAccounts);
        var resources = Most(asked.Resources, First(robots, RobotAccountsOfResource), First(links, ResourceUsersOfResource));
        var projects = Most(asked.Projects, First(resources, ResourcesOfProject), courseAccounts > 0 ? CourseOf(courseAccounts) : 0);
        var offerings = Most(asked.Offerings, First(resources, ResourcesOfOffering), First(offeringUsers, OfferingUsersOfOffering));
        var customers = Most(asked.Customers, First(projects, ProjectsOfCustomer), First(offerings, OfferingsOfCustomer));
        return new()
        {
            Users = Most(
                asked.Users, offeringUsers, First(robots, RobotAccountsOfUser), First(links, ResourceUsersOfUser), customers, First(projects, ProjectsOfUser)),
            Customers = customers,
            Projects = projects,
            Checklists = Most(asked.Checklists, First(offerings, OfferingsOfChecklist)),
            Offerings = offerings,
            Resources = resources,
            RobotAccounts = robots,
            OfferingUsers = offeringUsers,
            ResourceUsers = links,
            CourseAccounts = courseAccounts,
        };
    }

    /// <summary>How many of another kind number n may point at: n/each, rounded up.</summary>
    public static int First(int number, int each) => (number + each - 1) / each;

    /// <summary>Is that project a course?</summary>
    public static bool IsCourse(int project) => project % 5 == 3;

    /// <summary>The project of a course account: the third, the eighth …, twenty accounts each.</summary>
    public static int CourseOf(int account) => (5 * First(account, CourseAccountsOfProject)) - 2;

    /// <summary>Has that offering a checklist?</summary>
    public static bool HasChecklist(int offering) => offering % OfferingsOfChecklist == 1;

    private static int Most(long asked, params ReadOnlySpan<int> needed)
    {
        var most = (int)asked;
        foreach (var one in needed)
            most = Math.Max(most, one);
        return most;
    }
}
