using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Waldur.Fake.Conformance.Runner;
using Waldur.Fake.Rest.Operations;
using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>Every documented operation, and every HEAD that counts, with the numbers of its cases: made from the registered routes.</summary>
public sealed partial class OperationTableTests(ITestOutputHelper output)
{
    /// <summary>Where the objects of a kind live: a case may say <c>${robot_accounts.a.path}</c> for a path.</summary>
    private static readonly Dictionary<string, string> s_collections = new(StringComparer.Ordinal)
    {
        ["robot_accounts"] = "marketplace-robot-accounts",
        ["offering_users"] = "marketplace-offering-users",
        ["course_accounts"] = "marketplace-course-accounts",
    };

    [Fact]
    public void Every_documented_operation_has_cases()
    {
        var numbers = NumbersByOperation();
        var rows = WaldurCore.Api.Operations.Where(operation => operation is { Documented: true, Disabled: false })
            .SelectMany(static operation => operation.Counted ? new[] { operation, operation with { Method = "HEAD" } } : [operation])
            .OrderBy(operation => operation.Path, StringComparer.Ordinal)
            .Select(operation => (Name: $"{operation.Method} {operation.Path}", Numbers: numbers.GetValueOrDefault($"{operation.Method} {operation.Path}") ?? []))
            .ToList();
        var table = new StringBuilder();
        foreach (var (name, cases) in rows)
            table.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{name,-85} {string.Join(' ', cases)}");
        output.WriteLine(table.ToString());
        rows.Count(row => row.Name.StartsWith("HEAD ", StringComparison.Ordinal)).ShouldBe(5);
        rows.Count.ShouldBe(44 + 5);
        rows.Where(row => row.Numbers.Count == 0).Select(row => row.Name).ShouldBeEmpty(table.ToString());
    }

    private static Dictionary<string, SortedSet<string>> NumbersByOperation()
    {
        var numbers = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var one in Cases.InOrder.Where(one => one.Pending is null))
        {
            foreach (var step in one.Steps.OfType<RequestStep>())
            {
                var operation = $"{step.Method} {PathOf(step.Target)}";
                if (!numbers.TryGetValue(operation, out var found))
                    numbers.Add(operation, found = new(NumberOrder.Instance));
                found.Add(one.Number.Split('/')[0]);
            }
        }
        return numbers;
    }

    /// <summary>The route of a target, whatever stands for the identifier.</summary>
    private static string PathOf(string target)
    {
        var path = ObjectPath.Replace(target, match => s_collections.TryGetValue(match.Groups["kind"].Value, out var collection)
            ? $"/api/{collection}/{{uuid}}/"
            : match.Value);
        path = path.Split('?')[0];
        var segments = path.Split('/');
        if (segments.Length > 4 && segments[1] == "api" && (segments[3].Contains('$', StringComparison.Ordinal) || segments[3] == "{uuid}"))
            segments[3] = "{uuid}";
        return string.Join('/', segments);
    }

    [GeneratedRegex(@"\$\{(?<kind>[a-z_]+)\.[^}]+\.(path|url)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ObjectPath { get; }

    /// <summary>RA-9 before RA-10.</summary>
    private sealed class NumberOrder : IComparer<string>
    {
        public static readonly NumberOrder Instance = new();

        public int Compare(string? x, string? y) => string.CompareOrdinal(Key(x!), Key(y!));

        private static string Key(string number) => Digits.Replace(number, match => match.Value.PadLeft(5, '0'));
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits { get; }
}
