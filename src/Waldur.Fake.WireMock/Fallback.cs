using System.Text;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Waldur.Fake;

/// <summary>The mapping of a WireMock server that comes after all others: what no other answers, the fake does.</summary>
internal static class Fallback
{
    /// <summary>What WireMock's log says that answered.</summary>
    public const string Title = "Waldur.Fake";

    private static readonly Guid s_mapping = new("3d6a1a9c-51f4-4c0b-9d3e-77616c647572");

    private static readonly WireAnswer s_disposed = Plain(
        503, "The Waldur.Fake behind this WireMock server was disposed of; dispose of the server first, or start another fake.\n");

    /// <summary>Whether a server has a fake already.</summary>
    public static bool IsOf(WireMockServer server) => server.Mappings.Any(mapping => mapping.Guid == s_mapping);

    /// <summary>Whether that mapping is a fake.</summary>
    public static bool Is(Guid? mapping) => mapping == s_mapping;

    /// <summary>Puts the fake behind the mappings, where a reset has taken it away too.</summary>
    public static void Keep(WireMockServer server, WaldurFake waldur)
    {
        if (!IsOf(server))
        {
            server.Given(Request.Create().WithPath("/*")).WithGuid(s_mapping).WithTitle(Title).AtPriority(int.MaxValue)
                .RespondWith(Response.Create().WithCallback(message => AnswerAsync(waldur, message)));
        }
    }

    /// <summary>The fake's answer, sent, and as WireMock logs it.</summary>
    public static async Task<IResponseMessage> AnswerAsync(WaldurFake waldur, IRequestMessage message)
    {
        var exchange = Exchange.For(message);
        return exchange.Take(await AnswerAsync(waldur, exchange).ConfigureAwait(false));
    }

    /// <summary>The fake's answer.</summary>
    public static async Task<WireAnswer> AnswerAsync(WaldurFake waldur, Exchange exchange)
    {
        var host = waldur.Host;
        if (host.IsDisposed)
            return s_disposed;
        // Before it is answered: what shows tokens is closed where others can ask.
        host.IsExposed |= exchange.IsFromElsewhere;
        var answer = await WireCall.AnswerAsync(host, exchange.Request, exchange.Gone).ConfigureAwait(false);
        return answer.Fate is WireFate.Whole || exchange.IsWhole
            ? answer
            : Plain(502, "A fault of the connection was asked for, which only a server of waldur.StartWireMock() can show.\n");
    }

    private static WireAnswer Plain(int status, string text) => new()
    {
        Status = status,
        Headers = new() { { "Content-Type", "text/plain" }, { "Content-Length", FormattableString.Invariant($"{text.Length}") } },
        Body = Encoding.ASCII.GetBytes(text),
    };
}
