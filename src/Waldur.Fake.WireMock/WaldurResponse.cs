using System.Text;
using WireMock;
using WireMock.ResponseBuilders;

namespace Waldur.Fake;

/// <summary>Answers for WireMock in Waldur's words.</summary>
public static class WaldurResponse
{
    /// <summary>A refusal as Waldur gives it: its own text for that operation and status.</summary>
    /// <param name="operation">What is refused.</param>
    /// <param name="status">The status, for example 400, 401, 403, 404, 429 or 503.</param>
    /// <param name="fidelity">Which side of the divergences; without, the documentation's.</param>
    /// <exception cref="ArgumentException">Waldur does not refuse the operation so.</exception>
    public static IResponseBuilder Refuse(OperationName operation, int status, Fidelity? fidelity = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var answer = Refusals.Of(Known.Operation(operation), status, fidelity ?? Fidelity.Documented)
            ?? throw new ArgumentException($"Waldur does not refuse {operation} with {status}.", nameof(status));
        var response = Response.Create().WithStatusCode(answer.Status);
        foreach (var fields in answer.Headers.Where(field => !IsOfOneAnswer(field.Key)).GroupBy(field => field.Key, field => field.Value))
            response = response.WithHeader(fields.Key, [.. fields]);
        return answer.Body.IsEmpty ? response : response.WithBody(Encoding.UTF8.GetString(answer.Body.Span));
    }

    /// <summary>An object as Waldur shows it to staff, with links to where the request was sent.</summary>
    /// <param name="waldur">The fake that has the object.</param>
    /// <param name="row">
    /// The object, from its world. It is shown as it is here, whatever the world has by then: <c>account with { Username = "x" }</c>.
    /// </param>
    /// <exception cref="ArgumentException">Waldur shows no such objects by themselves.</exception>
    public static IResponseBuilder Show<T>(WaldurFake waldur, T row)
        where T : Entity
    {
        ArgumentNullException.ThrowIfNull(waldur);
        ArgumentNullException.ThrowIfNull(row);
        var path = Known.PathOf(row);
        return Response.Create().WithCallback(message =>
        {
            var exchange = Exchange.For(message);
            return exchange.Take(Shown(waldur, row, path, exchange.Request));
        });
    }

    /// <summary>The fake's answer, after something else was done.</summary>
    /// <param name="waldur">The fake.</param>
    /// <param name="before">What is done before the fake is asked, for example a change of its world.</param>
    public static IResponseBuilder ThenFake(WaldurFake waldur, Func<IRequestMessage, Task>? before = null)
    {
        ArgumentNullException.ThrowIfNull(waldur);
        return Response.Create().WithCallback(async message =>
        {
            if (before is not null)
                await before(message).ConfigureAwait(false);
            return await Fallback.AnswerAsync(waldur, message).ConfigureAwait(false);
        });
    }

    private static WireAnswer Shown<T>(WaldurFake waldur, T row, string path, WireRequest request)
        where T : Entity
    {
        var world = waldur.World.Fork();
        world.Change(changes => changes.Show(row));
        var (route, asked) = (WaldurModules.Routes.Find(path).Route!, request with { Method = "GET", Target = path });
        var staff = new Caller(Guid.Empty, IsStaff: true, IsSupport: false);
        var answer = route.Operations["GET"].Run(new Call(asked, staff, world.Data, waldur.Host.Settings), row.Uuid.ToString("n"));
        return new AnswerWriter(request, world, waldur.Host.Settings) { Allow = route.Allow }.View(answer);
    }

    private static void Show<T>(this Transaction changes, T row)
        where T : Entity
    {
        var table = changes.Data.Schema.Tables.OfType<TableDefinition<T>>().Single();
        if (changes.Data.Table(table).Find(row.Uuid) is null)
            changes.Insert(table, row);
        else
            changes.Put(table, row);
    }

    /// <summary>Fields that say something of one answer, and not of all that are alike.</summary>
    internal static bool IsOfOneAnswer(string field) =>
        field is "Date" or "Content-Length" || field.StartsWith("X-Waldur-Fake-", StringComparison.Ordinal);
}
