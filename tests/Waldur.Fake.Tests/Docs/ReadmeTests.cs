using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>What the README shows is code that is compiled and run beside this file.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Every_snippet_of_the_README_is_compiled()
    {
        var compiled = string.Join('\n', Pages.Code.Select(Pages.Unindented));

        // The row of a table is shown to tell how one is added; it would change what the fake does.
        var snippets = Pages.Blocks(Pages.Readme, "csharp").Where(snippet => !snippet.StartsWith("Action(", StringComparison.Ordinal)).ToList();

        snippets.Count.ShouldBeGreaterThan(2);
        foreach (var snippet in snippets)
            compiled.ShouldContain(Pages.Unindented(snippet));
    }

    [Fact]
    public void A_first_test_stands_within_forty_lines()
    {
        var lines = File.ReadAllLines(Pages.Readme);
        var first = Array.IndexOf(lines, "```csharp");

        Array.IndexOf(lines, "```", first).ShouldBeLessThan(40);
    }
}
