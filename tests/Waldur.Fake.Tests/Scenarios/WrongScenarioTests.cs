using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios;

/// <summary>
/// Each file of the folder <c>wrong</c> is refused with the text that stands beside it. What was received is left beside the copies in the
/// output folder, to be approved by hand.
/// </summary>
public sealed class WrongScenarioTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Scenarios", "wrong");

    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(s_folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_wrong_scenario_is_refused_with_the_approved_text(string file)
    {
        var approved = Path.Combine(s_folder, Path.ChangeExtension(file, ".approved.txt"));

        var error = Should.Throw<ScenarioException>(() => Scenario.FromFile(Path.Combine(s_folder, file)).Validate());

        var text = error.Message.Replace(s_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) + "\n";
        File.WriteAllText(Path.Combine(s_folder, Path.ChangeExtension(file, ".received.txt")), text);
        text.ShouldBe(File.Exists(approved) ? File.ReadAllText(approved) : "");
    }

    [Fact]
    public void There_are_many_and_each_text_belongs_to_one()
    {
        Files.Count.ShouldBeGreaterThanOrEqualTo(40);
        Directory.EnumerateFiles(s_folder, "*.approved.txt").Select(
            file => Path.GetFileName(file).Replace(".approved.txt", ".yaml", StringComparison.Ordinal))
            .ShouldBe(Files.Select(row => row.Data), ignoreOrder: true);
    }

    [Fact]
    public void A_file_of_50_megabytes_is_refused_unread()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        try
        {
            using (var stream = File.Create(file))
                stream.SetLength(50 * 1024 * 1024);

            Should.Throw<ScenarioException>(() => Scenario.FromFile(file)).Message
                .ShouldBe($"{file}: the file has 52428800 bytes; a scenario file may have at most 8388608");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_text_of_more_than_8_megabytes_is_refused() =>
        Should.Throw<ScenarioException>(() => Scenario.FromText(new string(' ', (8 * 1024 * 1024) + 1), "large"))
            .Message.ShouldBe("large: the file has 8388609 bytes; a scenario file may have at most 8388608");

    [Fact]
    public void A_folder_is_no_file() =>
        Should.Throw<ScenarioException>(() => Scenario.FromFile(s_folder)).Message.ShouldBe(
            $"{s_folder}: this is a folder, not a scenario file");
}
