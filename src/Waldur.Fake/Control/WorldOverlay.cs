namespace Waldur.Fake;

/// <summary>Lays a scenario fragment over a live world: new keys are added, known keys changed, all in one transaction.</summary>
internal static class WorldOverlay
{
    /// <summary>Applies a fragment.</summary>
    /// <returns>The data before and after, whatever else happens to the world meanwhile.</returns>
    /// <exception cref="ScenarioException">Something in it is wrong, by itself or in this world; nothing has changed.</exception>
    public static (WorldData Before, WorldData After) Apply(World world, ScenarioFormat format, MapNode fragment) => world.Change(changes =>
    {
        var before = changes.Data;
        var writing = new Writing(before);
        var present = format.ToNode(before, writing);
        var after = AccountLoading.Load(format.Read([present, Touched(fragment, present, before.Now)], [], before.Seed));
        changes.Become(after);
        // What the world does not know by a key must not get one by having been written down.
        foreach (var uuid in writing.Nameless)
            changes.Delete(Name.Table, uuid);
        if (before.Table(AccountService.Table) is [var service])
            changes.Insert(AccountService.Table, service);
        foreach (var record in after.Table(OfferingUser.Table))
        {
            if (before.Table(OfferingUser.Table).Find(record.Uuid) is null)
                changes.BeginCompletion(record);
        }
        return (changes.Before, changes.Data);
    });

    /// <summary>Objects that the fragment changes are saved now, unless it says when.</summary>
    private static MapNode Touched(MapNode fragment, MapNode present, DateTime now) => new(fragment.At, [.. fragment.Entries.Select(kind =>
        kind.Value is MapNode objects && present[kind.Key] is MapNode known
            ? kind with { Value = new MapNode(objects.At, [.. objects.Entries.Select(one => Touched(one, known, now))]) }
            : kind)]);

    private static Entry Touched(Entry one, MapNode known, DateTime now) =>
        one.Value is MapNode fields && known[one.Key] is MapNode { } before && before["created"] is not null && fields["modified"] is null
            ? one with { Value = new MapNode(
                fields.At, [.. fields.Entries, new("modified", fields.At, Forms.Moment.Write(now, new(null)))]) }
            : one;
}
