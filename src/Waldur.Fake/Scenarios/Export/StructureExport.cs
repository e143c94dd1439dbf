
namespace Waldur.Fake;

/// <summary>Settings, roles, users, organizations, projects, offerings and resources.</summary>
internal static class StructureExport
{
    public static ScenarioSettings Settings(WorldData data) => new() { EnforceUserConsentForOfferings = data.SettingOf(Setting.EnforceConsent) };

    /// <summary>The roles that differ from Waldur's own.</summary>
    public static IReadOnlyList<Named<IReadOnlyList<string>>> Roles(WorldData data) =>
    [
        .. data.InOrder(Role.Table)
            .Where(role => !DefaultRoles.Table.Any(own => own.Role == role.Name && own.Permissions.SetEquals(role.Permissions)))
            .Select(role => new Named<IReadOnlyList<string>>(role.Name, [.. role.Permissions.Order(StringComparer.Ordinal)], default)),
    ];

    public static Objects<ScenarioUser> Users(WorldData data, ExportKeys keys) => data.All(User.Table, keys, user =>
    {
        var token = data.Table(Token.Table).By(Token.ByUser, user.Uuid) is [var one] ? one : null;
        return new ScenarioUser
        {
            Username = user.Username,
            FirstName = user.FirstName,
            LastName = user.LastName,
            NativeName = user.NativeName,
            Email = user.Email,
            Organization = user.Organization,
            Description = user.Description,
            Image = user.Image,
            IsStaff = user.IsStaff,
            IsSupport = user.IsSupport,
            IsActive = user.IsActive,
            DateJoined = user.DateJoined,
            SiteUsername = user.SiteUsername,
            Token = token?.Key,
            HasNoToken = token is null,
            TokenLifetime = token?.Lifetime is { } lifetime ? (long)lifetime.TotalSeconds : null,
            TokenStarted = token?.Started,
            SshKeys = Exporting.Some(SshKey.Table, data.InOrder(SshKey.Table, data.Table(SshKey.Table).By(SshKey.ByUser, user.Uuid)), keys, key => new ScenarioSshKey
            {
                Name = key.Name,
                PublicKey = key.PublicKey,
                IsShared = key.IsShared,
            }),
        };
    });

    public static Objects<ScenarioOrganizationGroup> OrganizationGroups(WorldData data, ExportKeys keys) =>
        data.All(OrganizationGroup.Table, keys, group => new ScenarioOrganizationGroup { Name = group.Name });

    public static Objects<ScenarioCustomer> Customers(WorldData data, ExportKeys keys) => data.All(Customer.Table, keys, customer => new ScenarioCustomer
    {
        Name = customer.Name,
        Slug = customer.Slug,
        Abbreviation = customer.Abbreviation,
        Email = customer.Email,
        OrganizationGroups = [.. customer.OrganizationGroups.Select(group => keys.Of(OrganizationGroup.Table, group))],
        Roles = Grants(data, keys, customer.Uuid),
    });

    public static Objects<ScenarioProject> Projects(WorldData data, ExportKeys keys) => data.All(Project.Table, keys, project => new ScenarioProject
    {
        Customer = keys.Of(Customer.Table, project.Customer),
        Name = project.Name,
        Slug = project.Slug,
        Description = project.Description,
        Kind = project.Kind switch { ProjectKind.Course => "course", ProjectKind.Public => "public", _ => "default" },
        StartDate = project.StartDate,
        EndDate = project.EndDate,
        IsRemoved = project.IsRemoved,
        Roles = Grants(data, keys, project.Uuid),
    });

    public static Objects<ScenarioOffering> Offerings(WorldData data, ExportKeys keys) => data.All(Offering.Table, keys, offering => new ScenarioOffering
    {
        Customer = keys.Of(Customer.Table, offering.Customer),
        Name = offering.Name,
        Slug = offering.Slug,
        Type = offering.Type,
        State = offering.State,
        Parent = keys.OrNull(Offering.Table, offering.Parent),
        PluginOptions = Exporting.Json(offering.PluginOptions),
        OrganizationGroups = [.. offering.OrganizationGroups.Select(group => keys.Of(OrganizationGroup.Table, group))],
        ComplianceChecklist = keys.OrNull(Checklist.Table, offering.ComplianceChecklist),
        TermsOfService =
        [
            .. data.InOrder(TermsOfService.Table, data.Table(TermsOfService.Table).By(TermsOfService.ByOffering, offering.Uuid))
                .Select(terms => new ScenarioTermsOfService { Version = terms.Version, IsActive = terms.IsActive, RequiresReconsent = terms.RequiresReconsent }),
        ],
        UserRoles = Exporting.Some(
            OfferingUserRole.Table,
            data.InOrder(OfferingUserRole.Table, data.Table(OfferingUserRole.Table).By(OfferingUserRole.ByOffering, offering.Uuid)),
            keys,
            role => new ScenarioUserRole { Name = role.Name }),
        Roles = Grants(data, keys, offering.Uuid),
    });

    public static Objects<ScenarioResource> Resources(WorldData data, ExportKeys keys) => data.All(Resource.Table, keys, resource => new ScenarioResource
    {
        Offering = keys.Of(Offering.Table, resource.Offering),
        Project = keys.Of(Project.Table, resource.Project),
        Name = resource.Name,
        Slug = resource.Slug,
        State = resource.State,
        BackendId = resource.BackendId,
        Limits = Exporting.Json(resource.Limits),
        RestrictMemberAccess = resource.RestrictMemberAccess,
        Paused = resource.Paused,
        Downscaled = resource.Downscaled,
    });

    private static IReadOnlyList<Named<IReadOnlyList<ScenarioGrant>>> Grants(WorldData data, ExportKeys keys, Guid scope) =>
    [
        .. data.InOrder(Grant.Table, data.Table(Grant.Table).By(Grant.ByScope, scope))
            .GroupBy(grant => grant.Role, StringComparer.Ordinal)
            .Select(role => new Named<IReadOnlyList<ScenarioGrant>>(role.Key, [.. role.Select(grant => Of(grant, keys))], default)),
    ];

    private static ScenarioGrant Of(Grant grant, ExportKeys keys) =>
        new() { User = keys.Of(User.Table, grant.User), IsActive = grant.IsActive, ExpirationTime = grant.ExpirationTime };
}
