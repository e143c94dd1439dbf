namespace Waldur.Fake;

/// <summary>Customers, to be read.</summary>
internal static class CustomerEndpoints
{
    private static readonly Representation<Customer> s_details = new()
    {
        { "url",          WireTypes.Url,      customer => new Link(StructureLinks.Customers, customer.Uuid) },
        { "uuid",         WireTypes.Uuid,     customer => customer.Uuid },
        { "created",      WireTypes.DateTime, customer => customer.It.Created },
        { "name",         WireTypes.Text,     customer => customer.It.Name },
        { "slug",         WireTypes.Text,     customer => customer.It.Slug },
        { "abbreviation", WireTypes.Text,     customer => customer.It.Abbreviation },
        { "email",        WireTypes.Email,    customer => customer.It.Email },
    };

    private static readonly Collection<Customer> s_customers = new()
    {
        Name = StructureLinks.Customers.Collection,
        ModelName = "Customer",
        Title = "Customer",
        Table = Customer.Table,
        Visible = Sightings.By(Customer.OfUuid),
        Filters = new()
        {
            { "name",  Match.Contains<Customer>(customer => customer.It.Name) },
            { "query",
                Match.Contains<Customer>(
                    customer => customer.It.Name, customer => customer.It.Abbreviation, customer => customer.It.Slug) },
        },
        Documented = false,
    };

    /// <summary>The operations.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        s_customers.List("List customers", s_details),
        s_customers.Retrieve("Retrieve a customer", s_details),
    ];
}
