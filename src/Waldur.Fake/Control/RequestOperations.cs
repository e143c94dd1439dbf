using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Waldur.Fake;

/// <summary>How the journal is read over HTTP: as JSON, as a stream, as a snapshot, as an archive, as a run file.</summary>
internal static class RequestOperations
{
    private const string EventStream = "text/event-stream";

    /// <summary>The query parameters that choose requests.</summary>
    public static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("operation", Shape.Text), new("caller", Shape.Text), new("status", Shape.Text), new("since", Shape.Text),
    ];

    /// <summary>The form of the list.</summary>
    public static readonly Shape Shape = Fake.Shape.Object(
        new("dropped", Fake.Shape.Int), new("requests", Fake.Shape.ListOf(Fake.Shape.AnyObject)));

    /// <summary>The requests that are asked for. Who accepts <c>text/event-stream</c> gets them one by one, and those to come.</summary>
    public static Answer List(FakeHost host, Call call, string path)
    {
        if (!Filter.Read(call.Query).Try(out var filter, out var refusal))
            return refusal;
        var kept = filter.Of(host.Requests);
        if (call.Request.Headers["Accept"]?.Contains(EventStream, StringComparison.OrdinalIgnoreCase) == true)
        {
            var seen = kept.Count == 0 ? filter.Since : kept[^1].Number;
            return new(200, Events(kept), EventStream) { More = gone => Follow(host, filter, seen, gone) };
        }
        return ControlOperations.Json(200, json => json.Object(() =>
        {
            json.Name("dropped");
            json.Int(host.Requests.Dropped);
            json.Array("requests", () =>
            {
                foreach (var request in kept)
                    RecordedJson.Write(json, request);
            });
        }));
    }

    /// <summary>Forgets all.</summary>
    public static Answer Clear(FakeHost host, Call call, string path)
    {
        host.Requests.Clear();
        return Answer.NoContent;
    }

    /// <summary>The conversation with names in place of what changes.</summary>
    public static Answer Snapshot(FakeHost host, Call call, string path) => call.Query.Last("format") switch
    {
        null or "text" => Answer.File("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(host.Requests.ToSnapshot())),
        "json" => Answer.Json(200, Encoding.UTF8.GetBytes(host.Requests.ToJsonSnapshot())),
        var other => Refuse.Detail(400, $"A snapshot has the format text or json, not {other}."),
    };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Follow(
        FakeHost host, Filter filter, long seen, [EnumeratorCancellation] CancellationToken gone)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(gone, host.Worlds.Ending);
        while (!ended.IsCancellationRequested)
        {
            var next = host.Requests.Next();
            var news = (filter with { Since = seen }).Of(host.Requests);
            if (news.Count > 0)
            {
                seen = news[^1].Number;
                yield return Events(news);
            }
            await next.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Once all was forgotten they are counted anew.
            if (host.Requests.Last < seen)
                seen = 0;
        }
    }

    private static ReadOnlyMemory<byte> Events(IEnumerable<RecordedRequest> requests)
    {
        var text = new StringBuilder();
        foreach (var request in requests)
        {
            var json = new JsonOut("");
            RecordedJson.Write(json, request);
            text.Append(CultureInfo.InvariantCulture, $"id: {request.Number}\nevent: request\ndata: {json}\n\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Which requests are asked for.</summary>
    private sealed record Filter(string? Operation = null, string? Caller = null, int? Status = null, long Since = 0)
    {
        public static Outcome<Filter> Read(Query query)
        {
            var filter = new Filter();
            foreach (var (name, value) in query.Pairs)
            {
                var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                switch (name)
                {
                    case "operation" when Operations.Find(value) is null:
                        return Refuse.Detail(400, $"There is no operation {value}; {Operations.Known(value)}.");
                    case "status" or "since" when !isNumber:
                        return Refuse.Detail(400, $"{name} is a number, not {value}.");
                    case "operation" or "caller" or "status" or "since":
                        filter = name switch
                        {
                            "operation" => filter with { Operation = value },
                            "caller" => filter with { Caller = value },
                            "status" => filter with { Status = (int)number },
                            _ => filter with { Since = number },
                        };
                        break;
                    default:
                        return Refuse.Detail(400, $"There is no parameter {name} here; there are operation, caller, status and since.");
                }
            }
            return filter;
        }

        public IReadOnlyList<RecordedRequest> Of(RequestJournal journal) =>
        [
            .. journal.Kept().Where(request => request.Number > Since
                && (Status is null || request.Status == Status)
                && (Caller is null || request.Caller == Caller)
                && (Operation is null || request.Operation?.ToString() == Operation)),
        ];
    }
}
