using System.Globalization;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Organizations with their groups.</summary>
internal static class CustomerKind
{
    private static readonly Pool s_owners = new(User.Table, each: 1);

    public static readonly Kind<OrganizationGroup> Groups = new(
        OrganizationGroup.Table, "organization_group", "A group of organizations.", from => new() { Name = from.Key },
        "Groups of organizations, which offerings may be restricted to.", place: 2)
    {
        { "name", Title, g => g.Name, (g, v) => g with { Name = v }, "Its name.", "the key" },
    };

    public static readonly Kind<Customer> Kind = new(
        Customer.Table, "customer", "An organization: a consumer, a provider or both.", from => new() { Name = from.Key, Slug = "" },
        "Organizations.",
        link: StructureLinks.Customers, finish: Finish,
        drawing: new("How many organizations: `customer-1` …", Draw) { Pools = [s_owners] }, place: 3)
    {
        { "name", Title, c => c.Name, (c, v) => c with { Name = v }, "Its name.", "the key" },
        { "slug", FilledUpTo(50), c => c.Slug, (c, v) => c with { Slug = v }, "Its short name in addresses.", "made from the name" },
        { "abbreviation", TextUpTo(12), c => c.Abbreviation, (c, v) => c with { Abbreviation = v }, "Its abbreviation." },
        { "email", TextUpTo(320), c => c.Email, (c, v) => c with { Email = v }, "Its e-mail address." },
        {
            "organization_groups", List(Ref(OrganizationGroup.Table)), c => c.OrganizationGroups,
            (c, v) => c with { OrganizationGroups = v },
            "Groups that it belongs to."
        },
        {
            "roles", Grants.Form, (c, w) => w.GrantsOn(c.Uuid), (c, v, r) => r.Grant(c, ScopeKind.Customer, v),
            "Who has which role `CUSTOMER.X` here."
        },
    };

    /// <summary>The name of an organization; a user knows that of an organization without looking it up.</summary>
    public static string Organization(Draw draw, int number)
    {
        draw.For("customers/name", number);
        return Fake.Draw.Cut(
            draw.Fake.Random.Int(0, 2) switch
            {
                0 => $"University of {draw.Fake.Address.City()}",
                1 => $"{draw.Fake.Name.LastName()} Institute",
                _ => draw.Fake.Company.CompanyName(),
            },
            100);
    }

    private static Customer Finish(Customer customer, Reading reading) =>
        customer.Slug.Length > 0 ? customer : customer with { Slug = Slug.Of(customer.Name, reading.Origin.Key) };

    private static Drawn Draw(Draw draw, int number)
    {
        var name = Organization(draw, number);
        draw.For("customers", number);
        return new()
        {
            { "created", draw.Moment() },
            { "name", name },
            { "abbreviation", Fake.Draw.Letters(name, "org", 4).ToUpperInvariant() },
            { "email", $"info@{Fake.Draw.Letters(name, "site")}.example.com" },
            { "roles", Grants.Of((RoleName.CustomerOwner, draw.Among(s_owners, number))) },
        };
    }
}
