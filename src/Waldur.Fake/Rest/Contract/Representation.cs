namespace Waldur.Fake;

/// <summary>The table of a row of a world on the wire; the fields may follow its relations.</summary>
/// <typeparam name="T">Kind of the row.</typeparam>
/// <param name="name">What the OpenAPI document calls the form; null: it has no name there.</param>
internal sealed class Representation<T>(string? name = null) : ObjectTable<In<T>>(name)
    where T : Entity
{
    /// <summary>Writes all fields; what they come to is kept with the row, for as long as it would come out the same.</summary>
    internal override void WriteMembers(JsonOut json, In<T> row)
    {
        if (row.World.Watch is not { } watch)
        {
            base.WriteMembers(json, row);
            return;
        }
        var renderings = row.World.Renderings;
        if (renderings.Find(row.It, this, json.Origin, row.World) is { } bytes)
        {
            json.Members(bytes);
            return;
        }
        var (seen, start) = (watch.Seen, json.Mark);
        watch.Seen = 0;
        base.WriteMembers(json, row);
        renderings.Keep(row.It, this, json.Origin, row.World, watch.Seen, json.Since(start));
        watch.Seen |= seen;
    }

    /// <summary>The answer to a write: it shows the row as it is now.</summary>
    /// <param name="selectable">Whether <c>?field=</c> counts.</param>
    public Reply<Draft<T>> AfterWrite(bool selectable = false)
    {
        var reply = Reply(selectable);
        return new(reply.Shape, (json, call, draft) => reply.Write!(json, call, draft.Subject));
    }

    /// <summary>The fields before a name.</summary>
    public Representation<T> Until(string name)
    {
        var before = Names.TakeWhile(other => other != name).ToHashSet(StringComparer.Ordinal);
        return Part(before.Contains);
    }

    /// <summary>The fields from a name on.</summary>
    public Representation<T> From(string name)
    {
        var from = Names.SkipWhile(other => other != name).ToHashSet(StringComparer.Ordinal);
        return Part(from.Contains);
    }

    /// <summary>Some of the fields, in the order of the table.</summary>
    public Representation<T> Only(params IReadOnlyList<string> names) => Part(name => names.Contains(name, StringComparer.Ordinal));

    private Representation<T> Part(Func<string, bool> wanted)
    {
        var part = new Representation<T>();
        part.Copy(this, wanted);
        return part;
    }
}
