using System.Text.Json;
using Waldur.Fake.Tests.Worlds;

namespace Waldur.Fake.Tests.Rest;

/// <summary>Changes of a world that lists must follow: of the rows, of what they point at, and of who sees them.</summary>
internal static class Moves
{
    private static readonly Action<Transaction, Picker>[] s_all =
    [
        On(RobotAccount.Table, (account, changes, picker) => account with { State = (RobotAccountState)(1 + picker.Next(6)) }),
        On(RobotAccount.Table, (account, changes, picker) => account with { Type = $"m{changes.NextRandom()}" }),
        On(RobotAccount.Table, (account, changes, picker) => account with
        {
            Resource = Some(changes, Resource.Table, picker).Uuid, Type = $"r{changes.NextRandom()}",
        }),
        Copy(RobotAccount.Table, 1, (account, changes, picker) => account with { Type = $"n{changes.NextRandom()}" }),
        Copy(RobotAccount.Table, 90, (account, changes, picker) => account with
        {
            Resource = Some(changes, Resource.Table, picker).Uuid, Type = $"b{changes.NextRandom()}",
        }),
        Gone(RobotAccount.Table, 1),
        Gone(RobotAccount.Table, 70),
        On(Resource.Table, (resource, changes, picker) => resource with { Project = Some(changes, Project.Table, picker).Uuid }),
        On(Resource.Table, (resource, changes, picker) => resource with { Offering = Some(changes, Offering.Table, picker).Uuid }),
        Copy(Resource.Table, 3, (resource, changes, picker) => resource with { Project = Some(changes, Project.Table, picker).Uuid }),
        Gone(Resource.Table, 1),
        On(Project.Table, (project, changes, picker) => project with { Customer = Some(changes, Customer.Table, picker).Uuid }),
        On(Project.Table, (project, changes, picker) => project with
        {
            Name = $"p {picker.Next(9)}", EndDate = new(2027, 1, 1 + picker.Next(9)),
        }),
        Copy(Project.Table, 1, (project, changes, picker) => project with { StartDate = null }),
        On(Offering.Table, (offering, changes, picker) => offering with { Customer = Some(changes, Customer.Table, picker).Uuid }),
        On(Offering.Table, (offering, changes, picker) => offering with
        {
            Slug = $"s{picker.Next(4)}", Parent = Any(changes.Data, Offering.Table, picker)?.Uuid,
        }),
        On(Offering.Table, (offering, changes, picker) => offering with
        {
            PluginOptions = JsonElement.Parse(
                picker.Next(3) == 0 ? "{}" : """{"service_provider_can_create_offering_user": true}"""),
        }),
        Copy(Offering.Table, 1, (offering, changes, picker) => offering with { Customer = Some(changes, Customer.Table, picker).Uuid }),
        On(OfferingUser.Table, (record, changes, picker) => record with { State = (OfferingUserState)(1 + picker.Next(9)) }),
        On(OfferingUser.Table, (record, changes, picker) => record with
        {
            Username = picker.Next(4) == 0 ? null : $"u{picker.Next(30)}", IsRestricted = picker.Next(2) == 0,
        }),
        (changes, picker) =>
        {
            var (offering, user) = (Some(changes, Offering.Table, picker).Uuid, Some(changes, User.Table, picker).Uuid);
            if (changes.Data.Table(OfferingUser.Table).Find(OfferingUser.ByPair, (offering, user)) is null)
                changes.Insert(OfferingUser.Table, new() { Offering = offering, User = user, Username = $"n{picker.Next(20)}" });
        },
        Gone(OfferingUser.Table, 1),
        Gone(OfferingUser.Table, 20),
        (changes, picker) =>
        {
            if (Any(changes.Data, OfferingUser.Table, picker) is { } record
                && changes.Data.Table(Consent.Table).Find(Consent.ByPair, (record.Offering, record.User)) is null)
            {
                changes.Insert(Consent.Table, new() { Offering = record.Offering, User = record.User });
            }
        },
        On(Consent.Table, (consent, changes, picker) => consent with { RevocationDate = picker.Next(2) == 0 ? changes.Data.Now : null }),
        Gone(Consent.Table, 1),
        On(TermsOfService.Table, (terms, changes, picker) => terms with { IsActive = !terms.IsActive }),
        (changes, picker) => changes.Insert(
            TermsOfService.Table, new() { Offering = Some(changes, Offering.Table, picker).Uuid, IsActive = false }),
        Copy(Grant.Table, 3, (grant, changes, picker) => grant with { User = Some(changes, User.Table, picker).Uuid }),
        On(Grant.Table, (grant, changes, picker) => grant with { IsActive = picker.Next(2) == 0 }),
        Gone(Grant.Table, 1),
        On(User.Table, (user, changes, picker) => user with { Username = $"w{changes.NextRandom()}" }),
        Copy(ResourceUser.Table, 5, (link, changes, picker) => link with { Resource = Some(changes, Resource.Table, picker).Uuid }),
        On(ResourceUser.Table, (link, changes, picker) => link with { Resource = Some(changes, Resource.Table, picker).Uuid }),
        Gone(ResourceUser.Table, 1),
        On(OfferingUserRole.Table, (role, changes, picker) => role with { Name = $"role {picker.Next(3)}" }),
        On(CourseAccount.Table, (account, changes, picker) => account with { Email = $"{picker.Next(50)}@example.com" }),
        On(CourseAccount.Table, (account, changes, picker) => account with { State = (CourseAccountState)(1 + picker.Next(3)) }),
        On(CourseAccount.Table, (account, changes, picker) => account with { User = Any(changes.Data, User.Table, picker)?.Uuid }),
        Copy(CourseAccount.Table, 3, (account, changes, picker) => account with { Project = Some(changes, Project.Table, picker).Uuid }),
        Gone(CourseAccount.Table, 1),
        (changes, picker) =>
        {
            foreach (var setting in changes.Data.Table(Setting.Table).ToList())
                changes.Delete(Setting.Table, setting.Uuid);
            if (picker.Next(3) > 0)
                changes.Insert(Setting.Table, new() { Name = Setting.EnforceConsent, Value = picker.Next(2) == 0 });
        },
        // Much goes with these.
        (changes, picker) => Gone(User.Table, picker.Next(2))(changes, picker),
        (changes, picker) => Gone(Project.Table, picker.Next(4) / 3)(changes, picker),
        (changes, picker) => Gone(Offering.Table, picker.Next(4) / 3)(changes, picker),
    ];

    /// <summary>Makes one change, or none where a table refuses it.</summary>
    public static void Make(Transaction changes, Picker picker)
    {
        try
        {
            s_all[picker.Next(s_all.Length)](changes, picker);
        }
        catch (UniqueViolationException)
        {
            // There is such a row already.
        }
    }

    /// <summary>Any row, or null if there is none.</summary>
    public static T? Any<T>(WorldData data, TableDefinition<T> table, Picker picker)
        where T : Entity => data.Table(table) is { Count: > 0 } rows ? rows[picker.Next(rows.Count)] : null;

    private static T Some<T>(Transaction changes, TableDefinition<T> table, Picker picker)
        where T : Entity => Any(changes.Data, table, picker) ?? throw new InvalidOperationException($"There are no {table.Kind} left.");

    private static Action<Transaction, Picker> On<T>(TableDefinition<T> table, Func<T, Transaction, Picker, T> change)
        where T : Entity => (changes, picker) =>
        {
            if (Any(changes.Data, table, picker) is { } row)
                changes.Update(table, change(row, changes, picker));
        };

    private static Action<Transaction, Picker> Copy<T>(TableDefinition<T> table, int count, Func<T, Transaction, Picker, T> change)
        where T : Entity => (changes, picker) =>
        {
            for (var i = 0; i < count; i++)
            {
                if (Any(changes.Data, table, picker) is not { } row)
                    return;
                // Half of them take the time of the row, and with it a place amid the others.
                changes.Insert(table, change(row, changes, picker) with
                {
                    Uuid = Guid.Empty, Created = picker.Next(2) == 0 ? default : row.Created,
                });
            }
        };

    private static Action<Transaction, Picker> Gone<T>(TableDefinition<T> table, int count)
        where T : Entity => (changes, picker) =>
        {
            for (var i = 0; i < count && changes.Data.Table(table).Count > 2; i++)
                changes.Delete(table, Any(changes.Data, table, picker)!.Uuid);
        };
}
