using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Waldur.Fake;

/// <summary>
/// The worlds of one server, each under a path of its own, so that many processes test against it at once. A world that nobody asks for
/// some time expires.
/// </summary>
/// <param name="root">The world without a name.</param>
internal sealed class HostedWorlds(FakeHost root) : IDisposable
{
    /// <summary>What the path of a world begins with.</summary>
    public const string Prefix = "/_fake/worlds/";

    /// <summary>The header that names a world where clients drop the path of their base address.</summary>
    public const string Header = "X-Waldur-Fake-World";

    /// <summary>The most that there may be at a time.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<string, LinkedListNode<Hosted>> _worlds = new(StringComparer.Ordinal);
    private readonly LinkedList<Hosted> _byLastAsked = new();
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly Queue<string> _goneInOrder = new();
    private long _made;

    /// <summary>All, in the order of their names. To list them is not to ask for them.</summary>
    public IReadOnlyList<FakeHost> All
    {
        get
        {
            lock (_gate)
            {
                Expire();
                return [.. _byLastAsked.Select(world => world.Host).OrderBy(host => host.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Is cancelled when the server ends: who still waits for an answer is cut off.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    /// <summary>Adds a world.</summary>
    /// <param name="name">Its name; null: the next free number.</param>
    /// <param name="make">Makes it.</param>
    public Outcome<FakeHost> Add(string? name, Func<string, FakeHost> make)
    {
        lock (_gate)
        {
            Expire();
            if (_worlds.Count >= Most)
                return Refuse.Detail(429, $"There are {Most.ToString(CultureInfo.InvariantCulture)} worlds already; delete some.");
            if (name is not null && _worlds.ContainsKey(name))
                return Refuse.Conflict($"There is a world {name} already.");
            while (name is null || _worlds.ContainsKey(name))
                name = string.Create(CultureInfo.InvariantCulture, $"world-{++_made}");
            var host = make(name);
            _worlds.Add(name, _byLastAsked.AddLast(new Hosted(name, host) { Asked = Now }));
            _gone.Remove(name);
            return host;
        }
    }

    /// <summary>A world by its name; or 404, or 410 where it was deleted or has expired.</summary>
    public Outcome<FakeHost> Find(string name)
    {
        lock (_gate)
        {
            Expire();
            if (!_worlds.TryGetValue(name, out var found))
                return Unknown(name);
            found.Value.Asked = Now;
            _byLastAsked.Remove(found);
            _byLastAsked.AddLast(found);
            return found.Value.Host;
        }
    }

    /// <summary>Deletes a world.</summary>
    public Answer Remove(string name)
    {
        lock (_gate)
        {
            Expire();
            return Drop(name) ? Answer.NoContent : Unknown(name);
        }
    }

    /// <summary>The world that a request names, by its path or by a header, and the request as that world sees it.</summary>
    /// <param name="root">The world without a name.</param>
    /// <param name="request">The request; then as its world sees it.</param>
    /// <param name="host">The world.</param>
    /// <param name="refusal">Why there is none.</param>
    public static bool TryAddress(
        FakeHost root, ref WireRequest request, [NotNullWhen(true)] out FakeHost? host, [NotNullWhen(false)] out Answer? refusal)
    {
        var inPath = InPath(request.Path);
        var inHeader = request.Headers[Header];
        (host, refusal) = (root, null);
        if ((inPath ?? inHeader) is not { } name)
            return true;
        if (inPath is not null && inHeader is not null && inPath != inHeader)
            refusal = Refuse.Detail(400, $"The path names the world {inPath}, the header {Header} the world {inHeader}.");
        else if (root.Worlds.Find(name).Try(out var found, out refusal))
            host = found;
        if (refusal is not null)
            return false;
        var path = Prefix + name;
        request = inPath is null
            ? request with { WorldPath = path }
            : request with { WorldPath = path, PathBase = request.PathBase + path, Target = request.Target[path.Length..] };
        return true;
    }

    /// <summary>The world that the path names, if it leads into one: <c>/_fake/worlds/{name}/</c> and something more.</summary>
    private static string? InPath(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var end = path.IndexOf('/', Prefix.Length);
        return end > Prefix.Length && end < path.Length - 1 ? path[Prefix.Length..end] : null;
    }

    private long Now => root.Setup.HostTime.GetTimestamp();

    private Answer Unknown(string name) => _gone.Contains(name)
        ? Refuse.Detail(410, $"The world {name} was deleted, or expired because nobody asked for it.")
        : Refuse.Detail(404, _worlds.Count == 0
            ? $"There is no world {name}; there are none yet: POST /_fake/worlds makes one."
            : $"There is no world {name}; there are {string.Join(", ", _worlds.Keys.Order(StringComparer.Ordinal).Take(20))}.");

    private void Expire()
    {
        while (_byLastAsked.First is { } oldest && root.Setup.HostTime.GetElapsedTime(oldest.Value.Asked) > root.Setup.WorldTtl)
            Drop(oldest.Value.Name);
    }

    private bool Drop(string name)
    {
        if (!_worlds.Remove(name, out var world))
            return false;
        _byLastAsked.Remove(world);
        if (_gone.Add(name))
            _goneInOrder.Enqueue(name);
        if (_goneInOrder.Count > Most && _goneInOrder.TryDequeue(out var oldest))
            _gone.Remove(oldest);
        return true;
    }

    /// <summary>A world, and when somebody last asked for it.</summary>
    private sealed class Hosted(string name, FakeHost host)
    {
        public string Name => name;

        public FakeHost Host => host;

        public long Asked { get; set; }
    }
}
