namespace Waldur.Fake.Cli.Import;

/// <summary>A kind of scenario files that is read from a Waldur.</summary>
/// <param name="Kind">The kind: <c>robot_accounts</c>.</param>
/// <param name="Collection">Where it is listed: <c>marketplace-robot-accounts</c>.</param>
/// <param name="Key">What keys are made of: fields of the wire, the first that has a text.</param>
/// <param name="Copied">The fields that are the same on the wire and in a file.</param>
/// <param name="References">The fields of a file that name another object.</param>
internal sealed record ImportedKind(string Kind, string Collection, string[] Key, string[] Copied, params Reference[] References)
{
    /// <summary>All of them, each after those that it refers to.</summary>
    public static IReadOnlyList<ImportedKind> All { get; } =
    [
        new(
            "users", "users", ["username"],
            [
                "username", "first_name", "last_name", "native_name", "email", "organization", "description", "is_staff", "is_support",
                "is_active", "date_joined",
            ]),
        new("customers", "customers", ["slug", "abbreviation", "name"], ["name", "slug", "abbreviation", "email"]),
        new(
            "projects", "projects", ["slug", "name"],
            ["name", "slug", "description", "kind", "start_date", "end_date", "is_removed"],
            new Reference("customer", "customers", "customer")),
        new(
            "offerings", "marketplace-provider-offerings", ["slug", "name"], ["name", "slug", "type", "state", "plugin_options"],
            new Reference("customer", "customers", "customer")),
        new(
            "resources", "marketplace-resources", ["slug", "name"],
            ["name", "slug", "state", "backend_id", "limits", "restrict_member_access", "paused", "downscaled"],
            new Reference("offering", "offerings", "offering"), new Reference("project", "projects", "project")),
        new(
            "robot_accounts", "marketplace-robot-accounts", ["username", "type"],
            ["type", "username", "description", "state", "error_message", "error_traceback", "keys", "backend_id"],
            new Reference("resource", "resources", "resource")),
        new(
            "offering_users", "marketplace-offering-users", ["username", "user_username"],
            ["username", "state", "is_restricted", "service_provider_comment", "service_provider_comment_url"],
            new Reference("offering", "offerings", "offering"), new Reference("user", "users", "user")),
        new(
            "resource_users", "marketplace-resource-users", ["user_username"], [],
            new Reference("resource", "resources", "resource"), new Reference("user", "users", "user")),
        new(
            "course_accounts", "marketplace-course-accounts", ["username", "email"],
            ["email", "description", "state", "error_message", "error_traceback"],
            new Reference("project", "projects", "project"), new Reference("user", "users", "user")),
    ];
}

/// <summary>
/// A field that names another object. An object that the token does not see, but that another names, is made of what that other says of
/// it: <c>offering_name</c>, <c>user_username</c>.
/// </summary>
/// <param name="Field">The field in a file.</param>
/// <param name="Kind">The kind that it names.</param>
/// <param name="Prefix">What the fields of the wire that tell of it begin with.</param>
internal sealed record Reference(string Field, string Kind, string Prefix);
