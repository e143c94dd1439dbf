using System.Text;

namespace Waldur.Fake.Tests.Hosting;

/// <summary>Answers by the path: everything that a transport must carry.</summary>
internal sealed class ScriptedServer : IWireServer
{
    private int _calls;

    public int Calls => _calls;

    public long MaxBodySize => 1000;

    public async ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        switch (request.Target.Split('?')[0])
        {
            case "/empty":
                return new WireAnswer { Status = 200 };
            case "/deleted":
                return new WireAnswer { Status = 204, Headers = Head() };
            case "/unchanged":
                return new WireAnswer { Status = 304, Headers = Head() };
            case "/elsewhere":
                return new WireAnswer { Status = 301, Headers = new WireHeaders { { "Date", Date }, { "Location", "/x/" } } };
            case "/odd":
                return Text(299, "odd", new WireHeaders { { "Date", Date }, { "Content-Type", "no type at all" }, { "Link", "<é>" } });
            case "/many":
                return Text(
                    422, "many",
                    new WireHeaders { { "Date", Date }, { "Vary", "Accept" }, { "Vary", "Cookie" }, { "Allow", "GET, POST" } });
            case "/reset":
                return new WireAnswer { Status = 200, Fate = WireFate.ResetBeforeAnswer };
            case "/reset-in-body":
                return Broken(WireFate.ResetInBody);
            case "/ends-in-body":
                return Broken(WireFate.EndsInBody);
            case "/short":
                return Text(200, "short", new WireHeaders { { "Date", Date }, { "Content-Length", "100" } });
            case "/throws":
                throw new InvalidOperationException("inside");
            case "/never":
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return new WireAnswer { Status = 200 };
            case "/yields":
                await Task.Yield();
                return Echo(request);
            default:
                return Echo(request);
        }
    }

    private const string Date = "Sat, 03 Jan 2026 03:04:13 GMT";

    private static WireHeaders Head() => new() { { "Date", Date } };

    private static WireAnswer Broken(WireFate fate)
    {
        var headers = new WireHeaders { { "Date", Date }, { "Content-Type", "text/plain" }, { "Content-Length", "10000" } };
        return new WireAnswer { Status = 200, Headers = headers, Body = new byte[10_000], Fate = fate, BytesSent = 1234 };
    }

    private static WireAnswer Text(int status, string text, WireHeaders headers) =>
        new() { Status = status, Headers = headers, Body = Encoding.UTF8.GetBytes(text) };

    private static WireAnswer Echo(WireRequest request)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append(' ').Append(request.Scheme).Append(' ').Append(request.Target).Append('\n');
        foreach (var (name, value) in request.Headers.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (name is not "Host")
                text.Append(name).Append(": ").Append(value).Append('\n');
        }
        text.Append(request.BodyTooLarge ? "too large" : Encoding.UTF8.GetString(request.Body.Span));
        var body = Encoding.UTF8.GetBytes(text.ToString());
        return new WireAnswer
        {
            Status = request.BodyTooLarge ? 413 : 200,
            Headers = new WireHeaders
            {
                { "Date", Date },
                { "Content-Type", "text/plain; charset=utf-8" },
                { "Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            },
            Body = body,
        };
    }
}
