namespace Waldur.Fake;

/// <summary>Answers requests. The transports (in process, TestHost, socket) carry requests to it and answers back.</summary>
internal interface IWireServer
{
    /// <summary>Bodies longer than this, in bytes, are not read: the request arrives with <see cref="WireRequest.BodyTooLarge"/>.</summary>
    long MaxBodySize { get; }

    /// <summary>
    /// Answers one request. Never throws but for cancellation: what goes wrong inside is a 500 answer. It may take its time (gates and
    /// latency).
    /// </summary>
    ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation);
}
