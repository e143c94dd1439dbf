using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using WireMock;
using WireMock.Admin.Mappings;
using WireMock.Logging;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Waldur.Fake;

/// <summary>Looks at what mappings answer in the place of the fake.</summary>
/// <param name="server">The server.</param>
/// <param name="waldur">The fake behind it.</param>
internal sealed class MappingWatch(WireMockServer server, WaldurFake waldur)
{
    private static readonly string[] s_any = ["*", "/*", "/**", "*/*", ".*", "^.*$", "/.*", "^/.*$"];

    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    /// <summary>WireMock has answered something.</summary>
    public void See(object? sender, NotifyCollectionChangedEventArgs change)
    {
        foreach (var entry in change.NewItems?.OfType<ILogEntry>() ?? [])
        {
            if (entry.MappingGuid is not { } guid || Fallback.Is(guid))
                continue;
            var exchange = Exchange.For(entry.RequestMessage!);
            if (!exchange.IsAnswered)
                waldur.Host.Note(exchange.Request, AnswerOf(entry, exchange.Request));
            if (_known.TryAdd(guid, true) && server.Mappings.FirstOrDefault(one => one.Guid == guid) is { } mapping && HidesAll(mapping))
                Warn(mapping);
        }
    }

    /// <summary>What a mapping answered, as the journal keeps it.</summary>
    private WireAnswer AnswerOf(ILogEntry entry, WireRequest request)
    {
        var (message, data) = (entry.ResponseMessage, waldur.Host.World.Data);
        var headers = new WireHeaders();
        foreach (var (name, values) in message?.Headers ?? new Dictionary<string, WireMockList<string>>(StringComparer.Ordinal))
        {
            foreach (var value in values)
                headers.Add(name, value);
        }
        var token = request.Headers["Authorization"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Token", var key] ? key : "";
        return new()
        {
            Status = Convert.ToInt32(message?.StatusCode ?? 200, CultureInfo.InvariantCulture),
            Headers = headers,
            Body = BytesOf(message?.BodyData),
            AnsweredBy = entry.MappingTitle ?? $"mapping {entry.MappingGuid:d}",
            Trace = new(data) { Caller = data.Table(Token.Table).By(Token.ByKey, token) is [var known] ? known.User : null },
        };
    }

    private static byte[] BytesOf(IBodyData? body) => body?.BodyAsBytes
        ?? Encoding.UTF8.GetBytes(body?.BodyAsString ?? (body?.BodyAsJson is { } json ? JsonConvert.SerializeObject(json) : ""));

    /// <summary>Whether a mapping answers whatever is asked, so that the fake never does.</summary>
    private bool HidesAll(IMapping mapping) =>
        mapping is { Scenario: null, Probability: null }
        && server.MappingModels.FirstOrDefault(model => model.Guid == mapping.Guid)?.Request is
        {
            Url: null, Methods: null, Headers: null, Params: null, Cookies: null, Body: null, ClientIP: null, HttpVersion: null,
        } request
        && IsAny(request.Path);

    private static bool IsAny(object? path) => path switch
    {
        null => true,
        string text => s_any.Contains(text, StringComparer.Ordinal),
        PathModel { Matchers: { } matchers } => matchers.Any(matcher => matcher.RejectOnMatch != true && matcher.Pattern is string pattern
            && s_any.Contains(pattern, StringComparer.Ordinal)),
        _ => false,
    };

    private void Warn(IMapping mapping)
    {
        var text = $"The mapping {mapping.Title ?? mapping.Guid.ToString()} answers every request, so the fake behind it answers none: "
            + "give it a path, a method or a scenario.";
        mapping.Settings.Logger.Warn(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        waldur.Host.Setup.Log?.Line(text);
    }
}
