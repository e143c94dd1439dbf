using System.Collections.Immutable;
using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Course accounts, as scenario files have them.</summary>
internal static class CourseAccountKind
{
    private static readonly Pool s_courses = ProjectsKind.Courses(each: 20);

    public static readonly GenerateOption<ImmutableArray<Named<int>>> States = GenerateOption.Weights(
        "course_account_states", CourseAccountLifecycle.Labels.All, "Weights of the states of course accounts.",
        ("OK", 85), ("Closed", 10), ("Erred", 5));

    /// <summary>One whose user is not named gets a new one: here its identifier, and when all is loaded, itself.</summary>
    public static readonly Kind<CourseAccount> Kind = new(
        CourseAccount.Table, "course_account", "An account for the time of a course.",
        from => new() { Project = default }, "Accounts for the time of a course.",
        link: CourseAccountContract.Links, finish: Finish,
        drawing: new("How many course accounts: `course-account-1` …, with users `student-1` …", Draw)
        {
            Pools = [s_courses], Besides = (draw, number) =>
                draw.Add(User.Table.Kind, Fake.Draw.Key("student", number), Student(draw, number)),
            Options = [States],
        },
        place: 13)
    {
        { "project", Ref(Project.Table), a => a.Project, (a, v) => a with { Project = v }, "A project of kind `course`.", Required },
        {
            "user", OrNull(Ref(User.Table)), a => a.User, (a, v) => a with { User = v }, "Its user; null: it has none.",
            "a new user `course_1000`, `course_1001` …"
        },
        { "email", TextUpTo(320), a => a.Email, (a, v) => a with { Email = v }, "The student's e-mail address." },
        { "description", Text, a => a.Description, (a, v) => a with { Description = v }, "What it is for." },
        { "state", Label(CourseAccountLifecycle.Labels), a => a.State, (a, v) => a with { State = v }, "Its state." },
        { "error_message", Text, a => a.ErrorMessage, (a, v) => a with { ErrorMessage = v }, "What went wrong." },
        { "error_traceback", Text, a => a.ErrorTraceback, (a, v) => a with { ErrorTraceback = v }, "Where it went wrong." },
    };

    private static CourseAccount Finish(CourseAccount account, Reading reading)
    {
        if (reading.Rows.Find(Project.Table, account.Project) is { Kind: not ProjectKind.Course } project)
        {
            reading.Wrong(
                "project",
                $"a course account needs a project of kind course; {reading.Text("project")} is of kind {Project.Kinds[project.Kind]}");
        }
        return reading.Given("user") is null
            ? account with { User = Randomness.Uuid(reading.Rows.Seed, CourseAccount.Table.Kind + "/user", reading.Origin.Key) }
            : account;
    }

    private static Drawn Draw(Draw draw, int number)
    {
        var (student, state) = (Student(draw, number), draw.For("course_accounts", number).Weighed(States));
        return new()
        {
            { "created", student["created"]! },
            { "project", s_courses.Key(s_courses.First(number)) },
            { "user", Fake.Draw.Key("student", number) },
            { "email", student["email"]! },
            { "description", $"{student.TextOf("first_name")} {student.TextOf("last_name")}" },
            { "state", state },
            { "error_message", state == "Erred" ? "The account service did not answer" : "" },
        };
    }

    private static MapNode Student(Draw draw, int number)
    {
        draw.For("students", number);
        var (first, last) = (Fake.Draw.Cut(draw.Fake.Name.FirstName(), 100), Fake.Draw.Cut(draw.Fake.Name.LastName(), 100));
        var (created, username) = (draw.Moment(), string.Create(CultureInfo.InvariantCulture, $"student{number}"));
        return new Drawn
        {
            { "created", created }, { "username", username }, { "first_name", first }, { "last_name", last },
            { "email", $"{username}@students.example.com" }, { "date_joined", created },
        }.Map;
    }
}
