using System.Globalization;
using System.Text;

namespace Waldur.Fake.Tests.Checklists;

/// <summary>
/// An offering with a checklist <c>k</c>, a user <c>u</c> who has it to fill in, and <c>p</c> who owns the provider. Questions are named
/// q0, q1 …
/// </summary>
internal sealed class ChecklistSite
{
    private readonly Site _site;

    /// <summary>The site, with the record of <c>u</c> made.</summary>
    /// <param name="questions">The questions, as a scenario describes them: one map each, keyed.</param>
    /// <param name="fidelity">What the fake follows.</param>
    public ChecklistSite(string questions, Fidelity? fidelity = null)
    {
        _site = new(fidelity);
        World = new(ScenarioLoader.Load(Scenario.FromText(
            $$"""
            seed: 5
            users: {u: {first_name: Ada, last_name: Lovelace, token: u}, p: {token: p}, x: {token: x}, staff: {is_staff: true, token: staff} }
            customers: {c: {roles: {CUSTOMER.OWNER: [p]} } }
            offerings: {o: {customer: c, plugin_options: {service_provider_can_create_offering_user: true}, compliance_checklist: k} }
            offering_users: {ou: {offering: o, user: u} }
            checklists: {k: {questions: { {{questions}} } } }
            """)));
    }

    public World World { get; }

    public OfferingUser Record => World.Data.Table(OfferingUser.Table).Get(Named("offering_users", "ou"));

    public Offering Offering => World.Data.Table(Offering.Table).Get(Named("offerings", "o"));

    public Checklist Checklist => World.Data.Table(Checklist.Table).Get(Named("checklists", "k"));

    public Guid Question(int number) => Named("questions", string.Create(CultureInfo.InvariantCulture, $"k.q{number}"));

    public Guid Named(string kind, string key) => Name.Find(World.Data, kind, key) ?? throw new KeyNotFoundException($"{kind}.{key}");

    public Reply Get(string user, string action) => _site.Send(World, user, "GET", Path(action));

    /// <summary>Submits answers, each as JSON.</summary>
    public Reply Submit(string user, params IEnumerable<(int Question, string Json)> answers)
    {
        var body = new StringBuilder("[");
        foreach (var (question, json) in answers)
        {
            body.Append(body.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"{{\"question_uuid\":\"{Question(question):n}\",\"answer_data\":{json}}}");
        }
        return Post(user, body.Append(']').ToString());
    }

    public Reply Post(string user, string body) => _site.Send(World, user, "POST", Path("submit_answers"), body);

    private string Path(string action) => $"/api/marketplace-offering-users/{Record.Uuid:n}/{action}/";
}
