namespace Waldur.Fake;

/// <summary>What an operation answers: the form, and how a result is written.</summary>
/// <typeparam name="T">Kind of the result.</typeparam>
/// <param name="Shape">The form of the answer; null: it has no body.</param>
/// <param name="Write">Writes a result; null: nothing is written.</param>
internal sealed record Reply<T>(Shape? Shape, Action<JsonOut, Call, T>? Write)
{
    /// <summary>An answer without body.</summary>
    public static Reply<T> Nothing { get; } = new(null, null);

    /// <summary>The link of the result that <c>Location</c> tells; null: there is none.</summary>
    public Func<Call, T, string>? Location { get; init; }

    /// <summary>What is answered on the documented side of a divergence, and where the two sides differ.</summary>
    public (Divergence Divergence, Reply<T> Reply, Func<Call, T, bool> Differs)? Documented { get; init; }

    /// <summary>The answer that shows a result.</summary>
    public Answer Of(Call call, int status, T result)
    {
        if (Documented is { } other && other.Differs(call, result))
            call.Note(other.Divergence);
        var write = Documented is { } documented && !call.AsServer(documented.Divergence) ? documented.Reply.Write : Write;
        if (write is null)
            return status == 204 ? Answer.NoContent : Answer.Empty;
        var json = new JsonOut(call.Origin, 4096);
        write(json, call, result);
        return new(status, json.Finish(), "application/json") { Location = Location?.Invoke(call, result) };
    }
}
