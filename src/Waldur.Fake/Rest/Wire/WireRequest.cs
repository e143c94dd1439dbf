namespace Waldur.Fake;

/// <summary>A request as it came over the wire, whatever carried it.</summary>
internal sealed record WireRequest
{
    /// <summary>The method as sent, for example <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>The <c>Host</c> header: it is echoed in every link of the answer.</summary>
    public required string Host { get; init; }

    /// <summary>The part of the path under which this world lives, without a slash at its end; empty at the root.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>The path of this world, which links in a body may have in front of theirs; empty where it has no name.</summary>
    public string WorldPath { get; init; } = "";

    /// <summary>Path (below <see cref="PathBase"/>) and query exactly as sent, percent escapes included.</summary>
    public required string Target
    {
        get;
        init
        {
            var question = value.IndexOf('?', StringComparison.Ordinal);
            field = value;
            Path = question < 0 ? value : value[..question];
            Query = question < 0 || question == value.Length - 1 ? Query.None : new(value[(question + 1)..]);
        }
    }

    /// <summary>The path of <see cref="Target"/>, as sent.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The path of <see cref="Target"/>, decoded.</summary>
    public string DecodedPath => Path.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(Path) : Path;

    /// <summary>The query of <see cref="Target"/>, decoded.</summary>
    public Query Query { get; private init; } = Query.None;

    /// <summary>Scheme, host and prefix as the client sees them: what links begin with.</summary>
    public string Origin => $"{(Headers["X-Forwarded-Proto"] is "https" ? "https" : Scheme)}://{Host}{PathBase}";

    /// <summary>Header fields. Values hold one character for each byte (Latin-1), so that no byte is lost.</summary>
    public WireHeaders Headers { get; init; } = [];

    /// <summary>The body, empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body was longer than the fake takes; <see cref="Body"/> is then empty.</summary>
    public bool BodyTooLarge { get; init; }
}
