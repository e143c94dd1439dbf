namespace Waldur.Fake;

/// <summary>An answer as a value. One place turns it into bytes on the wire.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="ContentType">The type of the body; null when there is none.</param>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body = default, string? ContentType = null)
{
    /// <summary>The object's own link, for the answer to a create.</summary>
    public string? Location { get; init; }

    /// <summary>Number of matches over all pages of a list.</summary>
    public int? ResultCount { get; init; }

    /// <summary>The paging links of a list.</summary>
    public string? Link { get; init; }

    /// <summary>What <c>Retry-After</c> says, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What follows the body as long as the client listens; null: nothing does.</summary>
    public Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>>? More { get; init; }

    /// <summary>What <c>WWW-Authenticate</c> says, on 401.</summary>
    public string? Challenge { get; init; }

    /// <summary>
    /// The changes made so far are kept although the answer is a refusal. Only the refused closing of a course account does so
    /// (course accounts, section 8.2).
    /// </summary>
    public bool KeepsChanges { get; init; }

    /// <summary>Whether the request is done, so that its changes are kept.</summary>
    public bool IsSuccess => Status < 400;

    /// <summary>An answer with JSON.</summary>
    public static Answer Json(int status, ReadOnlyMemory<byte> json) => new(status, json, "application/json");

    /// <summary>A page of HTML.</summary>
    public static Answer Html(int status, ReadOnlyMemory<byte> html) => new(status, html, "text/html; charset=utf-8");

    public static Answer File(string contentType, ReadOnlyMemory<byte> content) => new(200, content, contentType);

    /// <summary>200 without body and without <c>Content-Type</c>.</summary>
    public static Answer Empty { get; } = new(200);

    /// <summary>204.</summary>
    public static Answer NoContent { get; } = new(204);
}
