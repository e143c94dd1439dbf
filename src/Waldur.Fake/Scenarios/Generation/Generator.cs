
namespace Waldur.Fake;

/// <summary>
/// Makes up the objects that <c>generate</c> asks for, as if they stood in the file after its own. Their values depend on seed, kind and
/// number alone; an object of the file with the same key takes the place of a generated one.
/// </summary>
internal static class Generator
{
    /// <summary>Generated objects have no place in a file; errors name this instead.</summary>
    private static readonly Position s_nowhere = new("generate", 0, 0);

    /// <summary>The contents with all that they ask for.</summary>
    /// <param name="contents">What the files say.</param>
    /// <param name="seed">The seed of the world.</param>
    public static ScenarioContents Fill(ScenarioContents contents, long seed)
    {
        if (contents.Generate is not { } asked)
            return contents;
        var counts = Counts.Of(asked);
        var draw = new Draw(asked.Seed ?? seed, asked.Locale, contents.Clock);
        return contents with
        {
            Generate = null,
            Users = And(
                And(contents.Users, counts.Users, n => People.User(draw, n, (int)asked.SshKeys)),
                counts.CourseAccounts,
                n => People.Student(draw, n)),
            Customers = And(contents.Customers, counts.Customers, n => Sites.Customer(draw, n)),
            Projects = And(contents.Projects, counts.Projects, n => Sites.Project(draw, n)),
            Checklists = And(contents.Checklists, counts.Checklists, n => Questions.Checklist(draw, n)),
            Offerings = And(contents.Offerings, counts.Offerings, n => Sites.Offering(draw, n)),
            Resources = And(contents.Resources, counts.Resources, n => Sites.Resource(draw, n)),
            RobotAccounts = And(contents.RobotAccounts, counts.RobotAccounts, n => Accounts.Robot(draw, n, asked)),
            OfferingUsers = And(contents.OfferingUsers, counts.OfferingUsers, n => Accounts.OfferingUser(draw, n, asked)),
            ResourceUsers = And(contents.ResourceUsers, counts.ResourceUsers, n => Accounts.ResourceUser(draw, n)),
            CourseAccounts = And(contents.CourseAccounts, counts.CourseAccounts, n => Accounts.Course(draw, n, asked)),
            Consents = And(contents.Consents, counts.OfferingUsers, n => Accounts.Consent(draw, n)),
        };
    }

    private static Objects<T> And<T>(Objects<T> given, int count, Func<int, T?> make)
        where T : ScenarioObject
    {
        if (count == 0)
            return given;
        var all = new List<T>(given.Count + count);
        all.AddRange(given);
        for (var number = 1; number <= count; number++)
        {
            if (make(number) is { } made && given.Find(made.Key) is null)
                all.Add(made with { At = s_nowhere });
        }
        return new(all);
    }
}
