using System.Text;
using Microsoft.OpenApi.Reader;
using Waldur.Fake.Cli;

namespace Waldur.Fake.Benchmarks;

/// <summary>The command <c>contract</c> on a document as large as those of a release, over Microsoft.OpenApi reading it alone.</summary>
internal static class Contracts
{
    private const int Size = 5 * 1024 * 1024;

    public static async Task<int> RunAsync(TextWriter output)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Document());
            var settings = new OpenApiReaderSettings();
            settings.AddYamlReader();
            var ratio = (await Interleaved.MeasureAsync(
                async runs =>
                {
                    for (var i = 0; i < runs; i++)
                        await Tool.RunAsync(["contract", file], TextWriter.Null, TextWriter.Null);
                },
                async runs =>
                {
                    for (var i = 0; i < runs; i++)
                    {
                        await using var stream = File.OpenRead(file);
                        await Microsoft.OpenApi.OpenApiDocument.LoadAsync(stream, "yaml", settings);
                    }
                },
                runs: 1, seconds: 12)).Value;
            await output.WriteLineAsync(Interleaved.Line("contract-5mb", ratio, 2));
            return ratio <= 2 ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Our own document as YAML, and operations of other parts of a Waldur until it is large enough.</summary>
    private static string Document()
    {
        var own = (MapNode)NodeJson.Of(System.Text.Json.JsonElement.Parse(WaldurModules.Document.Write(Fidelity.Server).Span));
        var paths = ((MapNode)own["paths"]!).Entries.ToList();
        var (mine, length) = (paths.ToList(), YamlText.Of(own).Length);
        var round = Size / length;
        for (var number = 1; number <= round; number++)
        {
            paths.AddRange(mine.Select(path => new Entry(
                path.Key.Replace("/api/", FormattableString.Invariant($"/api/other-{number}-"), StringComparison.Ordinal), default,
                path.Value)));
        }
        var text = YamlText.Of(new MapNode(default, [.. own.Entries.Select(entry =>
            entry.Key == "paths" ? entry with { Value = new MapNode(default, paths) } : entry)]));
        return new StringBuilder(text).Append("x-padding: ").Append('x', Math.Max(0, Size - text.Length)).Append('\n').ToString();
    }
}
