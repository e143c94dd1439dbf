using System.Globalization;

namespace Waldur.Fake;

/// <summary>A request that has run into a fault.</summary>
/// <param name="fault">The fault.</param>
/// <param name="request">The request.</param>
/// <param name="world">The world that it is put to.</param>
internal sealed class FaultedRequest(FaultRow fault, WireRequest request, World world)
{
    /// <summary>The header that names the fault: what it answers is no behaviour of Waldur's.</summary>
    public const string Header = "X-Waldur-Fake-Fault";

    // A control character, which no JSON may have.
    private const int GarbledEvery = 16;
    private const byte Garble = 0x1A;

    /// <summary>As the server in front of Waldur notes that a client has given up.</summary>
    public const int GivenUp = 499;

    private WireTrace? _trace;

    /// <summary>How the fake answers.</summary>
    public required ApiSettings Settings { get; init; }

    /// <summary>Who answers requests without faults.</summary>
    public required IApi Api { get; init; }

    /// <summary>The time of the machine.</summary>
    public required TimeProvider HostTime { get; init; }

    /// <summary>What comes of it. The world is not locked while it waits.</summary>
    public async ValueTask<WireAnswer> AnswerAsync(CancellationToken gone)
    {
        if (!fault.AfterCommit)
            await WaitAsync(gone).ConfigureAwait(false);
        var answer = Ask();
        if (fault.AfterCommit)
            await WaitAsync(gone).ConfigureAwait(false);
        if (fault.Stall)
            await Task.Delay(Timeout.InfiniteTimeSpan, HostTime, gone).ConfigureAwait(false);
        return Named(Struck(answer));
    }

    /// <summary>The answer that nobody waits for any longer, for the journal.</summary>
    public WireAnswer Abandoned(Guid? caller)
    {
        // It may have waited before anything was asked.
        _trace ??= new(world.Data) { Caller = caller };
        return Named(new() { Status = GivenUp, Fate = WireFate.ResetBeforeAnswer });
    }

    private WireAnswer Named(WireAnswer answer)
    {
        var name = FaultKind.NameOf(fault, world.Data);
        return answer with { Fault = name, Trace = _trace, Headers = [.. answer.Headers, new(Header, name)] };
    }

    /// <summary>Waldur's answer. What is not to be done is done in a world that nobody sees, and leaves no trace.</summary>
    private WireAnswer Ask()
    {
        for (var times = fault.Times; times > 1; times--)
            _trace = Api.Handle(request, world, Settings).Trace;
        var answer = Api.Handle(request, fault.Times == 0 ? world.Fork() : world, Settings);
        _trace = fault.Times == 0
            ? new(world.Data) { Caller = answer.Trace?.Caller, Impersonator = answer.Trace?.Impersonator }
            : answer.Trace?.After(_trace);
        return answer;
    }

    private async Task WaitAsync(CancellationToken gone)
    {
        if (fault.Delay is { } delay)
            await Task.Delay(delay, world.Clock, gone).ConfigureAwait(false);
        else if (fault.DelayReal is { } real)
            await Task.Delay(real, HostTime, gone).ConfigureAwait(false);
        else
            return;
        // Whoever has moved the clock must not find itself in the middle of the request.
        await Task.Yield();
    }

    private WireAnswer Struck(WireAnswer answer) => fault switch
    {
        { Respond: { } told } => Write(FaultAnswers.Of(told), answer),
        { Drop: FaultDrop.BeforeAnswer } => answer with { Fate = WireFate.ResetBeforeAnswer },
        // A body of nothing has no middle.
        { Drop: FaultDrop.InBody } when answer.Body.IsEmpty => answer with { Fate = WireFate.ResetBeforeAnswer },
        { Drop: FaultDrop.InBody } => answer with { Fate = WireFate.ResetInBody, BytesSent = answer.Body.Length / 2 },
        { Damage: FaultDamage.Truncate } => WithBody(answer, answer.Body[..(answer.Body.Length / 2)]),
        { Damage: FaultDamage.Garble } => WithBody(answer, Garbled(answer.Body)),
        _ => answer,
    };

    private WireAnswer Write(Answer told, WireAnswer instead)
    {
        var writer = new AnswerWriter(request, world, Settings) { Allow = instead.Headers["Allow"] };
        return told.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true ? writer.Page(told) : writer.View(told);
    }

    private static WireAnswer WithBody(WireAnswer answer, ReadOnlyMemory<byte> body)
    {
        if (answer.Body.IsEmpty)
            return answer;
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        return answer with
        {
            Body = body,
            Headers =
            [
                .. answer.Headers.Select(field => field.Key == "Content-Length" ? new(field.Key, length) : field),
            ],
        };
    }

    private static byte[] Garbled(ReadOnlyMemory<byte> body)
    {
        var garbled = body.ToArray();
        for (var i = 0; i < garbled.Length; i += GarbledEvery)
            garbled[i] = Garble;
        return garbled;
    }
}
