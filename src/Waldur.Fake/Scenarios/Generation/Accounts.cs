using System.Globalization;

namespace Waldur.Fake;

/// <summary>Accounts of the four groups, spread over their states.</summary>
internal static class Accounts
{
    /// <summary>A resource has one account of each type, so ten of them have room.</summary>
    private static readonly string[] s_types = ["cicd", "sync", "back", "xfer", "test", "build", "deplo", "mon", "data", "repo"];

    public static ScenarioRobotAccount Robot(Draw draw, int number, ScenarioGenerate asked)
    {
        draw.For("robot_accounts", number);
        var (type, user) = (s_types[(number - 1) % Counts.RobotAccountsOfResource], Draw.Key("user", draw.Among(number, Counts.RobotAccountsOfUser)));
        var other = Draw.Key("user", draw.Among(number, Counts.RobotAccountsOfUser));
        var state = draw.Weighed(asked.RobotAccountStates);
        var username = string.Create(CultureInfo.InvariantCulture, $"{type}-{number}");
        var (created, key) = (draw.Moment(), Draw.Key("robot-account", number));
        return new()
        {
            Key = key,
            Created = created,
            Resource = Draw.Key("resource", Counts.First(number, Counts.RobotAccountsOfResource)),
            Type = type,
            Username = state == "Requested" ? "" : username,
            Description = draw.Sentence(),
            State = state,
            ErrorMessage = state == "Error" ? $"The home directory of {username} could not be made" : "",
            Users = other == user || draw.Chance(60) ? [user] : [user, other],
            ResponsibleUser = draw.Chance(80) ? user : null,
            Keys = draw.Chance(80) ? [draw.SshKey(key, username)] : [],
        };
    }

    public static ScenarioOfferingUser OfferingUser(Draw draw, int number, ScenarioGenerate asked)
    {
        var user = People.User(draw, number, sshKeys: 0);
        draw.For("offering_users", number);
        var (offering, state) = (OfferingOf(draw, number), draw.Weighed(asked.OfferingUserStates));
        var pending = state.StartsWith("Pending", StringComparison.Ordinal);
        return new()
        {
            Key = Draw.Key("offering-user", number),
            Created = draw.Moment(),
            Offering = Draw.Key("offering", offering),
            User = user.Key,
            // The states that a username turns into OK have none.
            Username = state is "Requested" or "Creating" or "Error creating" || pending ? null : user.Username,
            State = state,
            IsRestricted = draw.Chance(3),
            ServiceProviderComment = pending ? "Please answer our mail first" : "",
            Completion = Counts.HasChecklist(offering) ? Questions.Completion(draw, (int)asked.Answered) : null,
        };
    }

    /// <summary>The consent that goes with an offering user; null: none was given.</summary>
    public static ScenarioConsent? Consent(Draw draw, int number)
    {
        draw.For("offering_users", number);
        var offering = OfferingOf(draw, number);
        draw.For("consents", number);
        var created = draw.Moment();
        return draw.Chance(10) ? null : new()
        {
            Key = Draw.Key("offering-user", number),
            Created = created,
            AgreementDate = created,
            Offering = Draw.Key("offering", offering),
            User = Draw.Key("user", number),
            Version = "1",
        };
    }

    public static ScenarioResourceUser ResourceUser(Draw draw, int number)
    {
        draw.For("resource_users", number);
        return new()
        {
            Key = Draw.Key("resource-user", number),
            Created = draw.Moment(),
            Resource = Draw.Key("resource", draw.Among(number, Counts.ResourceUsersOfResource)),
            Role = draw.Pick(Sites.UserRoles),
            User = Draw.Key("user", draw.Among(number, Counts.ResourceUsersOfUser)),
        };
    }

    public static ScenarioCourseAccount Course(Draw draw, int number, ScenarioGenerate asked)
    {
        var student = People.Student(draw, number);
        draw.For("course_accounts", number);
        var state = draw.Weighed(asked.CourseAccountStates);
        return new()
        {
            Key = Draw.Key("course-account", number),
            Created = student.Created,
            Project = Draw.Key("project", Counts.CourseOf(number)),
            User = student.Key,
            Email = student.Email,
            Description = $"{student.FirstName} {student.LastName}",
            State = state,
            ErrorMessage = state == "Erred" ? "The account service did not answer" : "",
        };
    }

    /// <summary>The offering is the first thing drawn for an offering user, so that its consent can tell it too.</summary>
    private static int OfferingOf(Draw draw, int number) => draw.Among(number, Counts.OfferingUsersOfOffering);
}
