using Shouldly;

namespace Waldur.Fake.Tests.Docs;

/// <summary>How the README begins.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void A_first_test_stands_within_forty_lines()
    {
        var lines = GeneratedDocs.Read(Pages.Readme).Split('\n');
        var first = Array.IndexOf(lines, "```csharp");

        Array.IndexOf(lines, "```", first).ShouldBeLessThan(40);
    }
}
