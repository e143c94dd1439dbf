using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Waldur.Fake.Tests.Docs;
using Xunit;

namespace Waldur.Fake.Conformance;

/// <summary>The page that lists every documented operation of the registered routes with the cases that ask it.</summary>
public sealed partial class OperationsPageTests
{
    private const int Operations = 44;
    private const int Counts = 5;

    private static readonly IReadOnlyList<(Operation Operation, string Method, string Id)> Documented =
    [
        .. WaldurModules.Operations.Where(operation => operation.Documented).SelectMany(operation => operation.Counted
            ? [(operation, operation.Method, operation.Id), (operation, "HEAD", operation.CountId)]
            : new[] { (operation, operation.Method, operation.Id) }),
    ];

    [Fact]
    public void Every_documented_operation_is_registered()
    {
        Documented.Count(row => row.Method != "HEAD").ShouldBe(Operations);
        Documented.Count(row => row.Method == "HEAD").ShouldBe(Counts);
    }

    [Fact]
    public void Every_documented_operation_has_cases()
    {
        var numbers = NumbersByOperation();
        Documented.Where(row => !numbers.ContainsKey(Key(row.Method, row.Operation.Path))).Select(row => row.Id).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_on_operations_lists_them_with_their_cases()
    {
        var numbers = NumbersByOperation();
        var rows = Documented.Select(row => (IReadOnlyList<string>)
        [
            $"`{row.Id}`",
            $"`{(row.Method == "HEAD" ? row.Operation.CountName : row.Operation.Name)}`",
            $"`{row.Method} {row.Operation.Path}`",
            row.Method == "HEAD" ? "Count: the header X-Result-Count" : row.Operation.Summary,
            CaseNumbers.Compact(numbers.GetValueOrDefault(Key(row.Method, row.Operation.Path)) ?? []),
        ]);
        var kinds = string.Create(CultureInfo.InvariantCulture, $"{Operations} documented operations and {Counts} HEAD counts");

        GeneratedDocs.ShouldBeUpToDate("docs/operations.md", $"""
            # Operations

            The {kinds}, from the registered routes, each with the numbers of the conformance cases that
            ask it (`tests/Waldur.Fake.ConformanceTests/cases`). `GET /api/schema/` and `waldur-fake openapi` tell their parameters, bodies and answers.

            {GeneratedDocs.Table(["Name in the OpenAPI document", "Name in tests", "Operation", "What it does", "Cases"], rows)}

            """.ReplaceLineEndings("\n"));
    }

    private static Dictionary<string, List<string>> NumbersByOperation() => Cases.InOrder
        .Where(one => one.Pending is null)
        .SelectMany(one => one.Steps.OfType<RequestStep>().Select(step => (one.Number, Key: Find(step.Method, step.Target))))
        .Where(pair => pair.Key is not null)
        .GroupBy(pair => pair.Key!, pair => pair.Number, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);

    /// <summary>The operation that a request of a case asks for; a name of the world's objects stands for an identifier.</summary>
    private static string? Find(string method, string target)
    {
        var path = Template.Replace(
            ObjectPath.Replace(target.Split('?')[0], match => $"/api/marketplace-{match.Groups["kind"].Value.Replace('_', '-')}/x/"), "x");
        var match = Documented.Where(row => row.Method == method && row.Operation.Path == path)
            .Concat(Documented.Where(row => row.Method == method && Matches(row.Operation.Path, path)))
            .FirstOrDefault();
        return match.Operation is null ? null : Key(method, match.Operation.Path);
    }

    private static bool Matches(string route, string path)
    {
        var (expected, actual) = (route.Split('/'), path.Split('/'));
        return expected.Length == actual.Length && expected.Zip(actual).All(
            pair => pair.First == "{uuid}" ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    private static string Key(string method, string path) => $"{method} {path}";

    [GeneratedRegex(@"^\$\{(?<kind>\w+)\.\w+\.(path|url)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ObjectPath { get; }

    [GeneratedRegex(@"\$\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Template { get; }
}
