namespace Waldur.Fake;

/// <summary>
/// How records come, are saved and go: every way leads through here, so that whatever belongs to a record comes and goes with it.
/// </summary>
internal static class OfferingUserRecords
{
    /// <summary>Makes a record as Waldur does, whoever asked for it: with the username rule and its entry in the log.</summary>
    public static OfferingUser Create(Transaction changes, OfferingUser record)
    {
        record = Store(changes, OfferingUserLifecycle.WithUsername(before: null, record));
        changes.LogCreated(record);
        return record;
    }

    /// <summary>Puts a record into the world as it is (a scenario's, in whatever state), with what belongs to every record.</summary>
    public static OfferingUser Store(Transaction changes, OfferingUser record)
    {
        record = changes.Insert(OfferingUser.Table, record);
        changes.BeginCompletion(record);
        return record;
    }

    /// <summary>Saves a changed record, with the username rule.</summary>
    public static OfferingUser Save(Transaction changes, OfferingUser record) => changes.Update(
        OfferingUser.Table,
        OfferingUserLifecycle.WithUsername(changes.Data.Table(OfferingUser.Table).Get(record.Uuid), record));

    /// <summary>Deletes a record, whatever its state, and what belongs to it.</summary>
    public static void Delete(Transaction changes, OfferingUser record)
    {
        changes.LogDeleted(record);
        changes.Delete(OfferingUser.Table, record.Uuid);
    }

    /// <summary>A record goes with its user or offering.</summary>
    internal static OfferingUser? GoWith(Transaction changes, OfferingUser record, Guid gone)
    {
        changes.LogDeleted(record);
        return null;
    }
}
