namespace Waldur.Fake;

/// <summary>Collects a request body up to a limit; beyond it nothing is kept.</summary>
internal sealed class BodyBuffer(long limit) : Stream
{
    private readonly MemoryStream _content = new();

    public bool TooLarge { get; private set; }

    public ReadOnlyMemory<byte> Content => _content.GetBuffer().AsMemory(0, (int)_content.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _content.Length;

    public override long Position { get => _content.Position; set => throw new NotSupportedException(); }

    public void Refuse()
    {
        TooLarge = true;
        _content.SetLength(0);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_content.Length + buffer.Length > limit)
            Refuse();
        if (!TooLarge)
            _content.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        // Everything is in memory.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
