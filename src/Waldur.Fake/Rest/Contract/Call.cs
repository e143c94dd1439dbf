namespace Waldur.Fake;

/// <summary>One request on its way through the operations: who asks, what, in which world and with which fidelity.</summary>
internal sealed class Call
{
    private readonly WorldData _snapshot;
    private List<Divergence>? _mattered;

    internal Call(WireRequest request, Caller caller, WorldData snapshot, ApiSettings settings)
    {
        Request = request;
        Origin = request.Origin;
        Caller = caller;
        Settings = settings;
        _snapshot = snapshot;
    }

    public WireRequest Request { get; }

    public Query Query => Request.Query;

    /// <summary>Who asks.</summary>
    public Caller Caller { get; }

    /// <summary>The fidelity of the fake.</summary>
    public Fidelity Fidelity => Settings.Fidelity;

    internal ApiSettings Settings { get; }

    /// <summary>The transaction of a request that may change data.</summary>
    /// <exception cref="InvalidOperationException">The operation only reads.</exception>
    public Transaction Changes => Transaction ?? throw new InvalidOperationException("This operation was declared as one that only reads.");

    /// <summary>The data, with the changes made so far.</summary>
    public WorldData Data => Transaction?.Data ?? _snapshot;

    /// <summary>What links begin with: scheme, host and prefix.</summary>
    public string Origin { get; }

    /// <summary>The divergences whose chosen side mattered for this answer.</summary>
    public IReadOnlyList<Divergence> Mattered => _mattered ?? [];

    internal Transaction? Transaction { get; init; }

    /// <summary>The body, if it was parsed and could be.</summary>
    internal BodyInput? Input => Body?.Value;

    /// <summary>The body as it was parsed before the world was locked; null if it was not.</summary>
    internal Outcome<BodyInput>? Body { get; init; }

    /// <summary>The format that a suffix of the path names, such as <c>json</c>; null: there is no suffix.</summary>
    internal string? Suffix { get; init; }

    /// <summary>What the request steers; null where it goes to the API of Waldur.</summary>
    internal object? Host { get; init; }

    /// <summary>A row together with the data of this call.</summary>
    public In<T> In<T>(T row)
        where T : Entity => new(row, Data);

    /// <summary>Chooses between the two sides of a divergence, and notes that it mattered if they differ.</summary>
    public T Choose<T>(Divergence divergence, T documented, T server)
    {
        if (!EqualityComparer<T>.Default.Equals(documented, server))
            Note(divergence);
        return Fidelity.Of(divergence) == FidelitySide.Documented ? documented : server;
    }

    /// <summary>Whether this is the server's side of a divergence; to be followed by <see cref="Note"/> where that mattered.</summary>
    public bool AsServer(Divergence divergence) => Fidelity.Of(divergence) == FidelitySide.Server;

    /// <summary>
    /// A place where the server crashes: it does so with that side of the divergence, and with the other the handler goes on.
    /// </summary>
    /// <exception cref="ServerCrashException">The fake follows the server.</exception>
    public void CrashAsServer(Divergence divergence)
    {
        Note(divergence);
        if (AsServer(divergence))
            throw new ServerCrashException(divergence);
    }

    /// <summary>Notes that the chosen side of a divergence mattered.</summary>
    public void Note(Divergence divergence)
    {
        _mattered ??= [];
        if (!_mattered.Contains(divergence))
            _mattered.Add(divergence);
    }
}
