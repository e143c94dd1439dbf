using System.CommandLine;
using Waldur.Fake.Conformance;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Compares another OpenAPI document with the contract of this fake.</summary>
/// <param name="output">Where it says what differs.</param>
internal sealed class ContractCommand(TextWriter output)
{
    /// <summary>Something that is served is gone, or changed so that clients break.</summary>
    private const int Breaks = 1;

    private static readonly string[] s_formats = ["text", "json", "markdown"];

    /// <summary>The command.</summary>
    public Command Create()
    {
        var other = new Argument<string>("OTHER")
        {
            Description = "Another OpenAPI document: a file or a URL, JSON or YAML, all of a Waldur release.",
        };
        var format = new Option<string>("--format")
        {
            Description = "How the changes are told.", HelpName = string.Join('|', s_formats), DefaultValueFactory = _ => s_formats[0],
        };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } given && !s_formats.Contains(given, StringComparer.Ordinal))
                result.AddError($"--format takes text, json or markdown, not '{given}'.");
        });
        var target = FileOutput.Option();
        var command = new Command(
            "contract", "Tell what another OpenAPI document says otherwise of what is emulated. Exit code 1: clients break.")
        {
            other, format, target,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var comparison = Compare(parsed.GetValue(other)!, await TextOfAsync(parsed.GetValue(other)!, cancellation));
            var text = parsed.GetValue(format) switch
            {
                "json" => ComparisonWriter.Json(comparison),
                "markdown" => ComparisonWriter.Markdown(comparison),
                _ => ComparisonWriter.Text(comparison),
            };
            if (parsed.GetValue(target) is { } file)
                await FileOutput.WriteFileAsync(file, text, cancellation);
            else
                await output.WriteAsync(text.AsMemory(), cancellation);
            return comparison.Changes.Any(change => change.Breaks) ? Breaks : 0;
        });
        return command;
    }

    private static ContractComparison Compare(string name, string text)
    {
        try
        {
            return ContractComparison.With(text, name);
        }
        catch (VerifyException mistake)
        {
            throw new UserMistakeException(mistake.Message, mistake);
        }
    }

    private static async Task<string> TextOfAsync(string other, CancellationToken cancellation)
    {
        try
        {
            if (!Uri.TryCreate(other, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                return await File.ReadAllTextAsync(other, cancellation);
            using var http = new HttpClient();
            using var answer = await http.GetAsync(url, cancellation);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsStringAsync(cancellation)
                : throw new UserMistakeException($"{other} answers {answer.StatusCode:d}, and no document.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            throw new UserMistakeException($"{other} can't be read: {failure.Message}", failure);
        }
    }
}
