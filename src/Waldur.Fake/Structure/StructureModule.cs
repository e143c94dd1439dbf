namespace Waldur.Fake;

/// <summary>What the account groups stand on: people, organizations, offerings, and who may do what.</summary>
internal static class StructureModule
{
    public static Module Module { get; } = new()
    {
        Tables =
        [
            Setting.Table, Role.Table, User.Table, Token.Table, SshKey.Table, OrganizationGroup.Table, Customer.Table, Project.Table,
            Offering.Table, OfferingUserRole.Table, TermsOfService.Table, Consent.Table, Resource.Table, Grant.Table,
        ],
        Operations = StructureEndpoints.All,
        Divergences = [CommonDivergences.ServerCrash],
        CrashPlaces =
        [
            "all groups: a format suffix behind an action, such as `begin_creating.json` (documented: the action runs)",
            "all groups: a link, in a body or a filter, whose host has one square bracket of two, such as `http://[::1` "
                + "(documented: no URL match; no rows)",
        ],
        Kinds = [UserKind.Kind, CustomerKind.Groups, CustomerKind.Kind, ProjectsKind.Kind, OfferingKind.Kind, ResourceKind.Kind,
            ConsentKind.Kind],
    };
}
