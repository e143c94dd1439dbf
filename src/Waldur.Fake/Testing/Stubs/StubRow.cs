using System.Text.Json;

namespace Waldur.Fake;

/// <summary>The answer to one method on one path that is not emulated.</summary>
internal sealed record StubRow : Entity
{
    /// <summary>By method and path.</summary>
    public static readonly TableIndex<StubRow, string> ByRequest = TableIndex<StubRow, string>.On(stub => stub.Request);

    public static readonly TableDefinition<StubRow> Table = new TableDefinition<StubRow>("stubs").With(ByRequest);

    /// <summary>Method and path: <c>GET /api/version/</c>.</summary>
    public string Request { get; init; } = "";

    public int Status { get; init; } = 200;

    public JsonElement? Headers { get; init; }

    /// <summary>A text as it is, anything else as JSON; null: none.</summary>
    public Node? Body { get; init; }

    /// <summary>The type of the body; null: by what it is.</summary>
    public string? ContentType { get; init; }
}
