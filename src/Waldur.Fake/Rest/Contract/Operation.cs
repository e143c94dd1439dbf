namespace Waldur.Fake;

/// <summary>One operation of the API: a method on a route, what it does, and what the document tells of it.</summary>
/// <param name="Method">The method, in upper case.</param>
/// <param name="Path">The route, for example <c>/api/marketplace-robot-accounts/{uuid}/set_state_ok/</c>.</param>
internal sealed record Operation(string Method, string Path)
{
    /// <summary>The name by which tests know it.</summary>
    public OperationName Name { get; } = OperationName.Of(Method, Path);

    /// <summary>The name of the HEAD that counts; null: there is none.</summary>
    public OperationName? CountName => Counted ? field ??= Name.Count : null;

    /// <summary>The name in Waldur's OpenAPI document.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it does, in a line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What the OPTIONS answer of the route is called, for example <c>Robot Account List</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether it changes data; then it runs alone, as one transaction.</summary>
    public bool Writes { get; init; }

    /// <summary>Whether it is known to the route, listed in <c>Allow</c>, and refused with 405 all the same.</summary>
    public bool Disabled { get; init; }

    /// <summary>Whether the document lists a HEAD that counts.</summary>
    public bool Counted { get; init; }

    /// <summary>The name of the HEAD that counts in Waldur's OpenAPI document.</summary>
    public string CountId => Id[..(Id.LastIndexOf('_') + 1)] + "count";

    /// <summary>The query parameters of the HEAD that counts: all but the selection of fields.</summary>
    public IEnumerable<Parameter> CountParameters => Parameters.Where(parameter => parameter.Name != "field");

    /// <summary>Whether it is answered without a token (the OpenAPI document).</summary>
    public bool Open { get; init; }

    /// <summary>Whether it is one of Waldur's documented account operations, so that the OpenAPI document lists it.</summary>
    public bool Documented { get; init; } = true;

    /// <summary>Runs it. The text is what stood for the identifier in the path, or empty.</summary>
    public required Func<Call, string, Answer> Run { get; init; }

    /// <summary>
    /// Parses the body before the world is locked, and does what costs time and asks for no data; null: there is no body.
    /// </summary>
    internal Func<WireRequest, ApiSettings, Outcome<BodyInput>>? Parse { get; init; }

    /// <summary>The query parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>
    /// The form of the body, or null. It comes, like the answer and the permission, from what <see cref="Run"/> executes.
    /// </summary>
    public Shape? Body { get; init; }

    /// <summary>The status of success.</summary>
    public int Success { get; init; } = 200;

    /// <summary>The form of the answer, or null for none.</summary>
    public Shape? Result { get; init; }

    /// <summary>The form of the answer on the documented side of a divergence, where the two sides differ.</summary>
    public (Divergence Divergence, Shape Result)? DocumentedResult { get; init; }

    /// <summary>The form of the answer with that fidelity, or null for none.</summary>
    public Shape? ResultOf(Fidelity fidelity) =>
        DocumentedResult is { } other && fidelity.Of(other.Divergence) == FidelitySide.Documented ? other.Result : Result;

    /// <summary>The permission that it asks for, if any, for the document's <c>x-permissions</c>.</summary>
    public string? Permission { get; init; }
}

/// <summary>A query parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its form.</param>
/// <param name="Exploded">Whether a list is sent by repeating the parameter (or else joined by comma).</param>
/// <param name="Required">Whether it must be sent.</param>
internal sealed record Parameter(string Name, Shape Shape, bool Exploded = true, bool Required = false);
