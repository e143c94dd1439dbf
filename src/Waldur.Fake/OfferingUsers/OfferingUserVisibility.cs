namespace Waldur.Fake;

/// <summary>
/// Which records a caller sees (section 1.5). What depends on the caller is worked out once for a request, what depends on an offering
/// once for each offering, and what depends on a user once for each user.
/// </summary>
internal sealed class OfferingUserVisibility
{
    private readonly Call _call;
    private readonly WorldData _data;
    private readonly Guid _caller;
    private readonly HashSet<Guid> _customers = [];
    private readonly HashSet<Guid> _projects = [];
    private readonly HashSet<Guid> _reached = [];
    private readonly HashSet<Guid> _groups = [];
    private readonly HashSet<Guid> _shared;
    private readonly Dictionary<Guid, OfferingSight> _offerings = [];
    private readonly Dictionary<Guid, bool> _users = [];

    private OfferingUserVisibility(Call call)
    {
        _call = call;
        var data = _data = call.Data;
        var caller = _caller = call.Caller.Uuid;
        foreach (var grant in Access.Grants(data, caller))
        {
            if (grant.ScopeKind == ScopeKind.Customer)
                _customers.Add(grant.Scope);
            else if (grant.ScopeKind == ScopeKind.Project)
                _projects.Add(grant.Scope);
        }
        _reached.UnionWith(_customers);
        _reached.UnionWith(_projects.Select(project => data.ProjectOf(project).It.Customer));
        _groups.UnionWith(_reached.SelectMany(customer => data.CustomerOf(customer).It.OrganizationGroups));
        _shared = [.. _reached, .. _projects];
        foreach (var customer in _customers)
            _shared.UnionWith(data.Table(Project.Table).By(Project.ByCustomer, customer).Select(project => project.Uuid));
    }

    /// <summary>How the caller stands to an offering.</summary>
    private enum OfferingSight
    {
        /// <summary>Its records are hidden, by the server also the caller's own: the flag is off.</summary>
        Hidden,

        /// <summary>Only the caller's own record is seen.</summary>
        Own,

        /// <summary>The records of users that the caller shares a customer or a project with.</summary>
        Shared,

        /// <summary>All records: the caller has a role on the provider.</summary>
        All,
    }

    /// <summary>What whoever changes a record sees: staff and support everything.</summary>
    public static Sight<OfferingUser> Visible(Call call) => call.Caller.SeesEverything
        ? Sight<OfferingUser>.Everything
        : Sight<OfferingUser>.Where(new OfferingUserVisibility(call).Sees);

    /// <summary>
    /// What list and retrieve show: where consent is enforced, others see only users that have consented, or that have nothing to consent
    /// to.
    /// </summary>
    public static Sight<OfferingUser> Readable(Call call)
    {
        var visible = Visible(call);
        var stated = call.Data.SettingOf(Setting.EnforceConsent);
        if (call.Caller.SeesEverything || stated == false)
            return visible;
        return visible.And(record =>
            record.It.User == call.Caller.Uuid
            || record.Consent is not null
            || record.Offering.ActiveTerms is null
            || (stated is null && !call.Choose(OfferingUserDivergences.ConsentEnforced, documented: true, server: false)));
    }

    private bool Sees(In<OfferingUser> record)
    {
        var offering = record.It.Offering;
        if (!_offerings.TryGetValue(offering, out var sight))
            _offerings.Add(offering, sight = Look(_data.OfferingOf(offering).It));
        var isOwn = record.It.User == _caller;
        return _call.Choose(
            OfferingUserDivergences.Visibility,
            documented: isOwn || sight == OfferingSight.All,
            server: sight switch
            {
                OfferingSight.Hidden => false,
                OfferingSight.All => true,
                OfferingSight.Shared => isOwn || IsShared(record.It.User),
                _ => isOwn,
            });
    }

    private OfferingSight Look(Offering offering)
    {
        if (!offering.ShowsUsers())
            return OfferingSight.Hidden;
        if (_customers.Contains(offering.Customer))
            return OfferingSight.All;
        return _reached.Contains(offering.Customer) || offering.OrganizationGroups.Any(_groups.Contains)
            ? OfferingSight.Shared
            : OfferingSight.Own;
    }

    private bool IsShared(Guid user)
    {
        if (!_users.TryGetValue(user, out var shared))
            _users.Add(user, shared = Access.Grants(_data, user).Any(grant => _shared.Contains(grant.Scope)));
        return shared;
    }
}
