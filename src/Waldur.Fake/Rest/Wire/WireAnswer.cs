namespace Waldur.Fake;

/// <summary>What happens to the connection while the answer is on its way.</summary>
internal enum WireFate
{
    /// <summary>The whole answer arrives.</summary>
    Whole,

    /// <summary>The connection is reset (RST) before the first byte of the answer.</summary>
    ResetBeforeAnswer,

    /// <summary>Head and the first <see cref="WireAnswer.BytesSent"/> bytes of the body arrive, then the connection is reset.</summary>
    ResetInBody,

    /// <summary>
    /// Head and the first <see cref="WireAnswer.BytesSent"/> bytes of the body arrive, then the connection ends (FIN) although the head
    /// promised more.
    /// </summary>
    EndsInBody,
}

/// <summary>An answer as it goes over the wire.</summary>
internal sealed record WireAnswer
{
    /// <summary>HTTP status code.</summary>
    public required int Status { get; init; }

    /// <summary>
    /// Header fields, complete: the transports add none of their own. An answer to HEAD carries the <c>Content-Length</c> of the
    /// GET answer and an empty <see cref="Body"/>; a 204 carries no <c>Content-Length</c>.
    /// </summary>
    public WireHeaders Headers { get; init; } = [];

    /// <summary>The body; for HEAD empty.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// What follows the body as long as the client listens; null: nothing does. Only a socket sends it: in process an answer ends with its
    /// body.
    /// </summary>
    public Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>>? More { get; init; }

    /// <summary>What failed inside the fake, if that is why it answers so; null: the answer is as Waldur's would be.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Whether it is a 404 for a path that Waldur has and the fake has not.</summary>
    public bool IsNotEmulated { get; init; }

    /// <summary>What became known of the request; null where no world was asked.</summary>
    public WireTrace? Trace { get; init; }

    /// <summary>Who has answered in the place of the fake; null: nobody has.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The name of the fault that the request ran into; null: it ran into none.</summary>
    public string? Fault { get; init; }

    /// <summary>What the connection does.</summary>
    public WireFate Fate { get; init; }

    /// <summary>
    /// With <see cref="WireFate.ResetInBody"/> and <see cref="WireFate.EndsInBody"/>: how many bytes of the body are sent.
    /// </summary>
    public int BytesSent { get; init; }
}
