using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waldur.Fake;

/// <summary>
/// How records come and change without anybody asking for them (section 8). A test calls it. Consent is not needed for any of it.
/// </summary>
public static class OfferingUserUpkeep
{
    extension(World world)
    {
        /// <summary>
        /// Gives a user a role on a project, unless the user holds it already. The user then gets the records that are missing: one for
        /// each offering that the project has a resource of, if the offering has the flag on, with a username by the offering's policy.
        /// </summary>
        /// <returns>The records that were made.</returns>
        public IReadOnlyList<OfferingUser> JoinProject(
            Guid user, Guid project, string role = RoleName.ProjectMember) => world.Change(changes =>
            changes.GiveRole(user, role, ScopeKind.Project, project).OfType<OfferingUser>().ToList());

        /// <summary>Adds a resource. Members of its project then get the records that are missing.</summary>
        /// <returns>The resource as stored, and the records that were made.</returns>
        public (Resource Resource, IReadOnlyList<OfferingUser> Made) AddResource(Resource resource) => world.Change(changes =>
        {
            var (stored, followed) = changes.Add(resource);
            return (stored, (IReadOnlyList<OfferingUser>)[.. followed.OfType<OfferingUser>()]);
        });

        /// <summary>
        /// Changes the policy of an offering. Records in Requested, Creating and OK get the username that the new policy gives; the others
        /// keep theirs.
        /// </summary>
        /// <returns>The records that got another username.</returns>
        /// <exception cref="ArgumentException">There is no such policy.</exception>
        public IReadOnlyList<OfferingUser> ChangeUsernamePolicy(Guid offering, string policy)
        {
            if (!UsernamePolicy.Names.Contains(policy, StringComparer.Ordinal))
            {
                throw new ArgumentException(
                    $"There is no policy {policy}; there are {string.Join(", ", UsernamePolicy.Names)}.", nameof(policy));
            }

            return world.Change(changes => ChangePolicy(changes, changes.Data.OfferingOf(offering).It, policy));
        }
    }

    /// <summary>Who joins a project gets the records that are missing at the offerings that it has resources of.</summary>
    internal static IEnumerable<OfferingUser> JoinProject(Transaction changes, Grant grant) => changes.Data.Table(Resource.Table)
        .By(Resource.ByProject, grant.Scope)
        .Select(resource => Missing(changes, resource.Offering, grant.User))
        .OfType<OfferingUser>();

    /// <summary>The members of a project get the records that are missing at the offering of its new resource.</summary>
    internal static IEnumerable<OfferingUser> GainResource(Transaction changes, Resource resource) =>
        Members(changes.Data, resource.Project)
        .Select(user => Missing(changes, resource.Offering, user))
        .OfType<OfferingUser>();

    /// <summary>The users with any active role on a project.</summary>
    internal static IEnumerable<Guid> Members(WorldData data, Guid project) =>
        data.Table(Grant.Table).By(Grant.ByScope, project).Where(grant => grant.IsActive).Select(grant => grant.User).Distinct().ToList();

    /// <summary>Whether the offering wants a record of that user and has none.</summary>
    internal static bool IsMissing(WorldData data, Offering offering, Guid user) =>
        offering.MayHaveUsers() && data.Table(OfferingUser.Table).By(OfferingUser.ByPair, (offering.Uuid, user)).Count == 0;

    private static OfferingUser? Missing(Transaction changes, Guid offering, Guid user)
    {
        var it = changes.Data.OfferingOf(offering).It;
        return IsMissing(changes.Data, it, user)
            ? OfferingUserRecords.Create(changes, new OfferingUser
            {
                Offering = offering,
                User = user,
                Username = UsernamePolicy.Username(changes.Data, it, changes.Data.UserOf(user).It),
            })
            : null;
    }

    private static List<OfferingUser> ChangePolicy(Transaction changes, Offering offering, string policy)
    {
        var changed = new List<OfferingUser>();
        if (UsernamePolicy.Of(offering) == policy)
            return changed;
        var options = JsonObject.Create(offering.PluginOptions)!;
        options[UsernamePolicy.Option] = policy;
        offering = changes.Update(Offering.Table, offering with { PluginOptions = JsonElement.Parse(options.ToJsonString()) });
        foreach (var record in changes.Data.Table(OfferingUser.Table).By(OfferingUser.ByOffering, offering.Uuid)
            .OrderBy(record => record.Created).ToList())
        {
            if (record.State is not (OfferingUserState.Requested or OfferingUserState.Creating or OfferingUserState.Ok))
                continue;
            var username = UsernamePolicy.Username(changes.Data, offering, changes.Data.UserOf(record.User).It);
            if (!string.Equals(username, record.Username, StringComparison.Ordinal))
                changed.Add(OfferingUserRecords.Save(changes, record with { Username = username }));
        }
        return changed;
    }
}
