namespace Waldur.Fake;

/// <summary>
/// Which records a caller sees (section 1.5). What depends on the caller is worked out once for a request, what depends on an offering
/// once for each offering, and what depends on a user once for each user.
/// </summary>
internal sealed class OfferingUserVisibility
{
    private readonly WorldData _data;
    private readonly Guid _caller;
    private readonly HashSet<Guid> _customers = [];
    private readonly HashSet<Guid> _projects = [];
    private readonly HashSet<Guid> _reached = [];
    private readonly HashSet<Guid> _groups = [];
    private readonly HashSet<Guid> _shared;
    private readonly Dictionary<Guid, OfferingSight> _offerings = [];
    private readonly Dictionary<Guid, bool> _users = [];

    private OfferingUserVisibility(WorldData data, Guid caller)
    {
        (_data, _caller) = (data, caller);
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
    public static Sight<OfferingUser> Visible(Call call)
    {
        if (call.Caller.SeesEverything)
            return Sight<OfferingUser>.Everything;
        var visibility = new OfferingUserVisibility(call.Data, call.Caller.Uuid);
        return Sight<OfferingUser>.Chosen(
            call, OfferingUserDivergences.Visibility,
            documented: new()
            {
                Sees = visibility.SeesAsDocumented, Among = filtered => filtered?.And(visibility.AsDocumented) ?? visibility.AsDocumented,
            },
            server: new()
            {
                Sees = visibility.SeesAsServer, Among = filtered => filtered?.And(visibility.AsServer) ?? visibility.AsServer,
            });
    }

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
        return new()
        {
            Sees = record => visible.Sees!(record)
                && (record.It.User == call.Caller.Uuid
                    || record.Consent is not null
                    || record.Offering.ActiveTerms is null
                    || ShowsWithoutConsent()),
            Among = filtered =>
            {
                var (data, all) = (call.Data, visible.Among(filtered)!);
                var shown = all.And(Places.Union(
                    [
                        OfferingUser.OfUser.Find(data, call.Caller.Uuid),
                        OfferingUser.OfConsent.Find(data, true),
                        OfferingUser.OfTerms.Find(data, false),
                    ],
                    data.Table(OfferingUser.Table).InOrder));
                return shown.Count < all.Count && ShowsWithoutConsent() ? all : shown;
            },
        };

        bool ShowsWithoutConsent() =>
            stated is null && !call.Choose(OfferingUserDivergences.ConsentEnforced, documented: true, server: false);
    }

    /// <summary>The caller's own records, and those of the providers that the caller has a role on.</summary>
    private Places AsDocumented => Union(Own, OfferingUser.OfOffering.Find(_data, Provided));

    /// <summary>
    /// Those of offerings whose flag is on, and of these the caller's own, those of the providers that the caller has a role on, and at
    /// offerings of other customers that the caller is connected with those of users that are so too.
    /// </summary>
    private Places AsServer
    {
        get
        {
            var hidden = _data.Table(OfferingUser.Table).InOrder.Page(Own, 0, Own.Count).Select(record => record.Offering)
                .Where(offering => SightOf(offering) == OfferingSight.Hidden);
            var connected = Reachable.Where(offering => SightOf(offering) == OfferingSight.Shared);
            var users = _shared.SelectMany(scope => _data.Table(Grant.Table).By(Grant.ByScope, scope)).Where(grant => grant.IsActive)
                .Select(grant => grant.User).ToHashSet();
            return Union(
                Own.Except(OfferingUser.OfOffering.Find(_data, hidden)),
                OfferingUser.OfOffering.Find(_data, Provided),
                OfferingUser.OfOffering.Find(_data, connected).And(OfferingUser.OfUser.Find(_data, users)));
        }
    }

    private Places Own => OfferingUser.OfUser.Find(_data, _caller);

    private IEnumerable<Guid> Provided => Reachable.Where(offering => SightOf(offering) == OfferingSight.All);

    /// <summary>The offerings of customers and groups that the caller is connected with.</summary>
    private IEnumerable<Guid> Reachable => _reached.SelectMany(customer => _data.Table(Offering.Table).By(Offering.ByCustomer, customer))
        .Concat(_groups.SelectMany(group => _data.Table(Offering.Table).By(Offering.ByGroup, group)))
        .Select(offering => offering.Uuid)
        .Distinct();

    private bool SeesAsDocumented(In<OfferingUser> record) =>
        record.It.User == _caller || SightOf(record.It.Offering) == OfferingSight.All;

    private bool SeesAsServer(In<OfferingUser> record) => SightOf(record.It.Offering) switch
    {
        OfferingSight.Hidden => false,
        OfferingSight.All => true,
        OfferingSight.Shared => record.It.User == _caller || IsShared(record.It.User),
        _ => record.It.User == _caller,
    };

    private Places Union(params Places[] sets) => Places.Union(sets, _data.Table(OfferingUser.Table).InOrder);

    private OfferingSight SightOf(Guid offering)
    {
        if (!_offerings.TryGetValue(offering, out var sight))
            _offerings.Add(offering, sight = Look(_data.OfferingOf(offering).It));
        return sight;
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
