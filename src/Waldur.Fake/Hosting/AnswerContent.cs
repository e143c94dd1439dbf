using System.Net;

namespace Waldur.Fake;

/// <summary>The body of an answer as a client reads it. Its length is only what the head says.</summary>
internal sealed class AnswerContent(WireAnswer answer) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new AnswerStream(answer);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new AnswerStream(answer));

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = new AnswerStream(answer);
        body.CopyTo(stream);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = new AnswerStream(answer);
        await body.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
