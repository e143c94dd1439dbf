using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>
/// Asks for objects that are made up from the seed, as <c>generate:</c> does in scenario files. Numbers are the least: more are made where
/// others need them. <c>options.Generate(g =&gt; g.Users(1000).RobotAccounts(5000).Seed(42))</c>
/// </summary>
public sealed class GenerateOptions
{
    private readonly JsonObject _asked = [];

    /// <summary>What the values are made from; without, the seed of the world.</summary>
    public GenerateOptions Seed(long seed) => Set("seed", seed);

    /// <summary>Where names come from, for example <c>de</c> or <c>fr_CA</c>.</summary>
    public GenerateOptions Locale(string locale) => Set("locale", locale);

    /// <summary>Users, named <c>user-1</c> and so on.</summary>
    public GenerateOptions Users(int count) => Set("users", count);

    /// <summary>SSH keys of each user.</summary>
    public GenerateOptions SshKeys(int perUser) => Set("ssh_keys", perUser);

    /// <summary>Customers, named <c>customer-1</c> and so on.</summary>
    public GenerateOptions Customers(int count) => Set("customers", count);

    /// <summary>Projects, named <c>project-1</c> and so on.</summary>
    public GenerateOptions Projects(int count) => Set("projects", count);

    /// <summary>Checklists, named <c>checklist-1</c> and so on.</summary>
    public GenerateOptions Checklists(int count) => Set("checklists", count);

    /// <summary>Offerings, named <c>offering-1</c> and so on.</summary>
    public GenerateOptions Offerings(int count) => Set("offerings", count);

    /// <summary>Resources, named <c>resource-1</c> and so on.</summary>
    public GenerateOptions Resources(int count) => Set("resources", count);

    /// <summary>Robot accounts, named <c>robot-account-1</c> and so on.</summary>
    public GenerateOptions RobotAccounts(int count) => Set("robot_accounts", count);

    /// <summary>Offering users, named <c>offering-user-1</c> and so on.</summary>
    public GenerateOptions OfferingUsers(int count) => Set("offering_users", count);

    /// <summary>Resource users, named <c>resource-user-1</c> and so on.</summary>
    public GenerateOptions ResourceUsers(int count) => Set("resource_users", count);

    /// <summary>Course accounts, named <c>course-account-1</c> and so on.</summary>
    public GenerateOptions CourseAccounts(int count) => Set("course_accounts", count);

    /// <summary>How many of a hundred questions of checklists are answered.</summary>
    public GenerateOptions Answered(int percent) => Set("answered", percent);

    /// <summary>Weights of the states of robot accounts, by their labels: <c>("OK", 9), ("Error", 1)</c>.</summary>
    public GenerateOptions RobotAccountStates(params IEnumerable<(string State, int Weight)> weights) => Set("robot_account_states", weights);

    /// <summary>Weights of the states of offering users, by their labels.</summary>
    public GenerateOptions OfferingUserStates(params IEnumerable<(string State, int Weight)> weights) => Set("offering_user_states", weights);

    /// <summary>Weights of the states of course accounts, by their labels.</summary>
    public GenerateOptions CourseAccountStates(params IEnumerable<(string State, int Weight)> weights) => Set("course_account_states", weights);

    /// <summary>What is asked for, as the text of a scenario.</summary>
    internal string ToJson(long? seed)
    {
        var json = new JsonObject { ["generate"] = _asked.DeepClone() };
        if (seed is { } number)
            json["seed"] = number;
        return json.ToJsonString();
    }

    private GenerateOptions Set(string key, JsonNode value)
    {
        _asked[key] = value;
        return this;
    }

    private GenerateOptions Set(string key, IEnumerable<(string State, int Weight)> weights)
    {
        var map = new JsonObject();
        foreach (var (state, weight) in weights)
            map[state] = weight;
        return Set(key, map);
    }
}
