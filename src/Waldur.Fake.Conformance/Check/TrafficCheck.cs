using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>Something in recorded traffic that breaks the contract.</summary>
/// <param name="Operation">The operation: <c>GET /api/marketplace-robot-accounts/{uuid}/</c>.</param>
/// <param name="IsRequest">Whether it is in the request; else in the answer.</param>
/// <param name="Text">What is wrong, with the place in it.</param>
/// <param name="Exchanges">In which exchanges, counted from 1.</param>
public sealed record TrafficViolation(string Operation, bool IsRequest, string Text, IReadOnlyList<int> Exchanges);

/// <summary>What recorded traffic was found to be.</summary>
/// <param name="Judged">How many exchanges ask for operations of the contract.</param>
/// <param name="Others">How many do not, or got an answer that is not the API's (of a proxy, or none).</param>
/// <param name="Violations">What breaks the contract, by place.</param>
public sealed record TrafficReport(int Judged, int Others, IReadOnlyList<TrafficViolation> Violations)
{
    /// <summary>As text to read.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var operation in Violations.GroupBy(wrong => wrong.Operation, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{operation.Key}\n");
            foreach (var wrong in operation)
            {
                var side = wrong.IsRequest ? "request" : "answer";
                var where = string.Join(", ", wrong.Exchanges.Take(5)) + (wrong.Exchanges.Count > 5 ? " …" : "");
                text.Append(CultureInfo.InvariantCulture, $"  {side} {wrong.Text} ({wrong.Exchanges.Count} times: no. {where})\n");
            }
        }
        text.Append(CultureInfo.InvariantCulture, $"{Judged} exchanges checked, {Others} others; ");
        return text.Append(CultureInfo.InvariantCulture, $"{Violations.Count} places break the contract\n").ToString();
    }
}

/// <summary>Compares recorded traffic with the contract.</summary>
public static partial class TrafficCheck
{
    /// <summary>The statuses that the API answers with; others come of proxies, or break the contract.</summary>
    private static readonly int[] s_statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 406, 409, 413, 415, 429, 500];

    /// <summary>Compares it.</summary>
    /// <param name="traffic">The exchanges.</param>
    /// <param name="fidelity">What the answers follow; null: the documentation.</param>
    /// <param name="requests">Whether requests are compared, too.</param>
    public static TrafficReport Run(IEnumerable<Exchange> traffic, Fidelity? fidelity = null, bool requests = true)
    {
        var check = new ContractCheck(fidelity);
        var found = new List<(string Operation, bool IsRequest, string Text, int Number)>();
        var (judged, others, number) = (0, 0, 0);
        foreach (var one in traffic)
        {
            number++;
            var target = TargetOf(one);
            var sent = requests ? check.RequestViolations(one.Method, target, one.ContentType, one.Body) : [];
            var route = ContractCheck.RouteOf(target);
            if (route is null && sent.Count == 0)
            {
                others++;
                continue;
            }
            judged++;
            var operation = $"{one.Method} {route ?? target.Split('?')[0]}";
            found.AddRange(sent.Select(wrong => (operation, true, Place(wrong), number)));
            if (Answer(check, one, target) is { } broken)
                found.Add((operation, false, Place(broken), number));
        }
        return new(judged, others, [.. found
            .GroupBy(one => (one.Operation, one.IsRequest, one.Text))
            .Select(group => new TrafficViolation(
                group.Key.Operation, group.Key.IsRequest, group.Key.Text, [.. group.Select(one => one.Number)]))]);
    }

    private static string TargetOf(Exchange one) =>
        Uri.TryCreate(one.Target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address.PathAndQuery
            : one.Target;

    private static string? Answer(ContractCheck check, Exchange one, string target)
    {
        // none came, or a gateway answered in the place of the API
        if (one.Status is 0 or (> 500 and < 600) || one.AnswerBody is not { } body)
            return null;
        return s_statuses.Contains(one.Status)
            ? check.Violation(one.Method, target, one.Status, body)
            : FormattableString.Invariant($"{one.Method} {target}: status {one.Status} is none that the API answers with");
    }

    /// <summary>Without the request that it begins with, and with any number for that of an element.</summary>
    private static string Place(string violation) => Index.Replace(Request.Replace(violation, "", 1), "[]");

    [GeneratedRegex(@"^\S+ \S+?(?: →|:) ", RegexOptions.CultureInvariant)]
    private static partial Regex Request { get; }

    [GeneratedRegex(@"(?<=^[^:]*)\[[0-9]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Index { get; }
}
