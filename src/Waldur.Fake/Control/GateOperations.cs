using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>How gates are set up, looked at and opened.</summary>
internal static class GateOperations
{
    /// <summary>How long the answer to a release may wait for what the request does, by the time of the machine.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(10);

    private static readonly NullableForm<OperationName> s_operation = new(new OperationForm(), isSaid: false);

    /// <summary>What a new gate is told.</summary>
    public static readonly Fields<Told> NewGate = new("gate", "A gate: it stops requests to an operation.", _ => new())
    {
        {
            "before", s_operation, g => g.Before, (g, v) => g with { Before = v },
            "The operation, whose requests are stopped before they are looked at.", "one of the two"
        },
        {
            "after", s_operation, g => g.After, (g, v) => g with { After = v },
            "The operation, whose requests are stopped when they are done.", "one of the two"
        },
    };

    /// <summary>What is told when a request is let go.</summary>
    public static readonly Fields<int?> Released = new("body", "Which request goes.", _ => null)
    {
        {
            "request", Maybe(Whole(1, int.MaxValue)), number => number, (_, number) => number, "Its number at the gate.",
            "the first that stands there"
        },
    };

    /// <summary>A gate as it is shown.</summary>
    public static Shape Shape { get; } = Shape.Object(
        new("name", Shape.Text), new("before", Shape.Any), new("after", Shape.Any),
        new("held", Shape.ListOf(Shape.Object(
            new("number", Shape.Int), new("method", Shape.Text), new("target", Shape.Text), new("caller", Shape.Any)))));

    /// <summary>The gates that are not open, oldest first.</summary>
    public static Answer List(FakeHost host, Call call, string path) => ControlOperations.Json(200, json =>
    {
        json.BeginArray();
        foreach (var gate in host.Gates.All)
            Write(json, gate);
        json.EndArray();
    });

    /// <summary>Sets up a gate.</summary>
    public static Answer Add(FakeHost host, Call call, string path)
    {
        if (!ControlBody.Read(call, NewGate).Try(out var told, out var refusal))
            return refusal;
        if (told.Before is null == told.After is null)
            return Refuse.Detail(400, "A gate stops requests before an operation or after one: say one of before and after.");
        var gate = host.Gates.Add(told.Before ?? told.After, isAfter: told.After is not null);
        return ControlOperations.Json(201, json => Write(json, gate));
    }

    /// <summary>A gate, and what stands there.</summary>
    public static Answer Show(FakeHost host, Call call, string name) =>
        Find(host, name).Try(out var gate, out var refusal) ? ControlOperations.Json(200, json => Write(json, gate)) : refusal;

    /// <summary>Lets a request go. It is answered when that request has done what it does, or stands at another gate.</summary>
    public static Answer Release(FakeHost host, Call call, string name)
    {
        if (!Find(host, name).Try(out var gate, out var refusal) || !ControlBody.Read(call, Released).Try(out var number, out refusal))
            return refusal;
        var held = gate.Held;
        if (held.FirstOrDefault(one => number is null || one.Number == number) is not { } found)
        {
            return Refuse.Detail(404, held.Count == 0
                ? $"No request stands at {name}."
                : $"No request {number} stands at {name}; there are {string.Join(", ", held)}.");
        }
        found.LetGo().Wait(s_moment);
        return Answer.NoContent;
    }

    /// <summary>Opens a gate.</summary>
    public static Answer Open(FakeHost host, Call call, string name)
    {
        if (!Find(host, name).Try(out var gate, out var refusal))
            return refusal;
        gate.Open();
        return Answer.NoContent;
    }

    /// <summary>Opens all gates.</summary>
    public static Answer OpenAll(FakeHost host, Call call, string path)
    {
        host.Gates.OpenAll();
        return Answer.NoContent;
    }

    private static Outcome<Gate> Find(FakeHost host, string name)
    {
        var gates = host.Gates.All;
        if (gates.FirstOrDefault(gate => gate.Name == name) is { } found)
            return found;
        var nearest = Nearest.To(name, gates.Select(gate => gate.Name));
        return Refuse.Detail(404, gates.IsEmpty
            ? $"There is no gate {name}; there are none."
            : $"There is no gate {name}; there are {string.Join(", ", gates.Take(20).Select(gate => gate.Name))}."
                + (nearest is null ? "" : $" Did you mean {nearest}?"));
    }

    private static void Write(JsonOut json, Gate gate) => json.Object(() =>
    {
        json.Member("name", gate.Name);
        json.Member("before", gate.IsAfter ? null : gate.Operation?.ToString());
        json.Member("after", gate.IsAfter ? gate.Operation?.ToString() : null);
        json.Name("held");
        json.BeginArray();
        foreach (var held in gate.Held)
        {
            json.Object(() =>
            {
                json.Name("number");
                json.Int(held.Number);
                json.Member("method", held.Method);
                json.Member("target", held.Target);
                json.Member("caller", held.Caller);
            });
        }
        json.EndArray();
    });

    /// <summary>A gate to set up, as it was told.</summary>
    internal sealed record Told(OperationName? Before = null, OperationName? After = null);
}
