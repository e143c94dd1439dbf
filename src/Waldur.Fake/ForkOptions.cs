using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Waldur.Fake;

/// <summary>How a fake answers. A fork has those of the fake that it is made from, unless it says otherwise.</summary>
public class ForkOptions
{
    internal ForkOptions()
    {
    }

    /// <summary>What the fake follows where Waldur's documentation and its server disagree.</summary>
    public Fidelity Fidelity { get; set; } = Fidelity.Documented;

    /// <summary>Bodies longer than this, in bytes, are refused with 413.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long MaxBodySize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10 * 1024 * 1024;

    /// <summary>
    /// Sends a helpful sentence, <c>X-Waldur-Fake-Hint</c>, with answers that puzzle people: a path that only a real Waldur has, a slip of
    /// the finger, a label where a number is asked for. A real Waldur has no such header.
    /// </summary>
    public bool Hints { get; set; } = true;

    /// <summary>Keeps the requests, with their answers, in <see cref="WaldurFake.Requests"/>.</summary>
    public bool Journal { get; set; } = true;

    /// <summary>Adds the CORS headers that Waldur's proxy adds, on all answers.</summary>
    public bool Cors { get; set; }

    /// <summary>The one origin that the CORS headers name; null: any.</summary>
    public string? CorsOrigin { get; set; }

    /// <summary>
    /// What <c>X-Waldur-Fake-Key</c> must say to see <c>/_fake/world</c>; null: it is open to who asks at localhost or a loopback address,
    /// and closed once the fake listens on another.
    /// </summary>
    /// <exception cref="ArgumentException">It is blank, or has characters that a header can't carry.</exception>
    public string? ControlKey
    {
        get;
        set
        {
            // A key that is empty by mistake would open what it is to close.
            if (value is not null && (value.Length == 0 || value.Any(character => character is <= ' ' or > '~')))
            {
                throw new ArgumentException(
                    "A control key has one or more letters, digits and signs of ASCII, and no blanks.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>
    /// Whether a failure inside the fake is thrown to clients in process. In any case it is answered with 500 and
    /// <c>X-Waldur-Fake-Failure</c>,
    /// told on the log and kept in <see cref="WaldurFake.Failures"/>.
    /// </summary>
    public bool ThrowOnFailure { get; set; }

    /// <summary>
    /// The time of the machine: what a clock that runs follows, and by which worlds that nobody asks for expire. Tests replace it.
    /// </summary>
    public TimeProvider HostTime { get; set; } = TimeProvider.System;

    /// <summary>How long a world under <c>/_fake/worlds/</c> stays after somebody last asked for it.</summary>
    public TimeSpan WorldTtl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What a request gets for a path that Waldur has and the fake has not.</summary>
    public OnNotEmulated OnNotEmulated { get; set; }

    internal RequestLog? LogTo { get; private set; }

    internal ImmutableDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> Mapped { get; private set; } =
        new ApiSettings().Mapped;

    /// <summary>
    /// Answers a small extra path that is not emulated, such as <c>GET /api/version/</c>: exactly that method and path, whatever the query.
    /// </summary>
    /// <param name="request">Method and path.</param>
    /// <param name="answer">Makes the answer. What it throws is a failure: 500, and kept in <see cref="WaldurFake.Failures"/>.</param>
    /// <exception cref="ArgumentException">That is no method and path, or the path is emulated.</exception>
    public ForkOptions Map(string request, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!StubKind.IsRequest(request))
            throw new ArgumentException($"Map takes a method and a path such as 'GET /api/version/', not '{request}'.", nameof(request));
        if (WaldurModules.Routes.Find(request.Split(' ')[1]).Route is not null)
            throw new ArgumentException($"{request} is emulated; faults change what it answers.", nameof(request));
        Mapped = Mapped.SetItem(request, answer);
        return this;
    }

    /// <summary>Writes one line a request, with what changed, for example to the output of a test. What it throws is passed over.</summary>
    public ForkOptions Log(Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        LogTo = new(write);
        return this;
    }

    /// <summary>Writes one JSON object a request, as <c>/_fake/requests</c> has them.</summary>
    internal ForkOptions LogJson(Action<string> write)
    {
        LogTo = new(write, asJson: true);
        return this;
    }

    /// <summary>Writes one line a request, with what changed, to the category <c>Waldur.Fake</c> of a logger factory.</summary>
    public ForkOptions Log(ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        var logger = loggers.CreateLogger("Waldur.Fake");
        return Log(line => logger.Log(LogLevel.Information, default, line, exception: null, static (text, _) => text));
    }

    /// <summary>The options of a fork, before it says otherwise.</summary>
    internal ForkOptions Copy() => new()
    {
        Fidelity = Fidelity, MaxBodySize = MaxBodySize, Hints = Hints, Cors = Cors, CorsOrigin = CorsOrigin, ControlKey = ControlKey,
        ThrowOnFailure = ThrowOnFailure, HostTime = HostTime, WorldTtl = WorldTtl, Journal = Journal, LogTo = LogTo,
        OnNotEmulated = OnNotEmulated, Mapped = Mapped,
    };

    /// <summary>A host of a world that answers so.</summary>
    /// <exception cref="ArgumentException">The fidelity names a divergence that does not exist.</exception>
    internal FakeHost HostOf(World world)
    {
        foreach (var id in Fidelity.Chosen.Keys)
        {
            if (!WaldurModules.Divergences.Any(divergence => divergence.Id == id))
            {
                throw new ArgumentException(
                    $"There is no divergence {id}; there are {string.Join(", ", WaldurModules.Divergences.Select(row => row.Id))}.");
            }
        }
        return new(
            world,
            new()
            {
                Fidelity = Fidelity, MaxBodySize = MaxBodySize, Hints = Hints, Cors = Cors, CorsOrigin = CorsOrigin, Journal = Journal,
                OnNotEmulated = OnNotEmulated, Mapped = Mapped,
            },
            new(WaldurModules.Core) { HostTime = HostTime, WorldTtl = WorldTtl, Key = ControlKey, Log = LogTo });
    }
}
