using static Waldur.Fake.ControlOperations;

namespace Waldur.Fake;

/// <summary>How faults are added, shown and removed.</summary>
internal static class FaultOperations
{
    private static readonly IReadOnlyList<string> s_counts = ["matched", "used"];

    /// <summary>What a fault is told.</summary>
    public static IEnumerable<FieldRow> Fields => FaultKind.Kind.Fields.Rows.Where(
        row => row.Key is not ("uuid" or "created" or "modified") && !s_counts.Contains(row.Key, StringComparer.Ordinal));

    /// <summary>A fault as it is shown.</summary>
    public static Shape Shape { get; } = Shape.Object(
    [
        new("name", Shape.Text),
        .. Fields.Select(row => new Shape.Member(row.Key, Shape.Any, row.Key == "on")),
        .. s_counts.Select(count => new Shape.Member(count, Shape.Int)),
    ]);

    /// <summary>All faults, oldest first.</summary>
    public static Answer List(FakeHost host, Call call, string path) => Answer.Json(200, NodeJson.ToUtf8(new ListNode(
        default, [.. call.Data.Table(FaultRow.Table).Select(fault => FaultKind.Show(fault, call.Data))])));

    /// <summary>Adds a fault.</summary>
    public static Answer Add(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, FaultKind.Kind.Fields, FaultKind.Contradictions).Try(out var fault, out var refusal))
            return refusal;
        var added = Faults.Add(host.World, fault);
        return Answer.Json(201, NodeJson.ToUtf8(FaultKind.Show(added, host.World.Data)));
    }

    /// <summary>Removes all faults.</summary>
    public static Answer Clear(FakeHost host, Call call, string path)
    {
        new Faults(host.World).Clear();
        return Answer.NoContent;
    }

    /// <summary>Removes a fault.</summary>
    public static Answer Remove(FakeHost host, Call call, string name)
    {
        var faults = new Faults(host.World).All;
        if (faults.FirstOrDefault(fault => fault.Name == name) is not { } found)
        {
            return Refuse.Detail(404, faults.Count == 0
                ? $"There is no fault {name}; there are none."
                : $"There is no fault {name}; there are {string.Join(", ", faults.Take(20).Select(fault => fault.Name))}.");
        }
        found.Remove();
        return Answer.NoContent;
    }
}
