using System.CommandLine;
using System.Text.Json;

namespace Waldur.Fake.Cli.Commands;

/// <summary>Writes the world of a running fake as a scenario file.</summary>
/// <param name="output">Where to, if no file is named.</param>
internal sealed class ExportCommand(TextWriter output)
{
    /// <summary>The command.</summary>
    public Command Create()
    {
        var url = new Argument<string>("URL") { Description = "Address of the fake, for example http://127.0.0.1:8000." };
        var key = new Option<string?>("--control-key") {
            Description = "The control key that the fake was started with.", HelpName = "KEY" };
        var target = FileOutput.Option();
        var command = new Command(
            "export", "Write the world of a running fake as a scenario file; loaded again it makes an equal world.") { url, key, target };
        command.SetAction(async (parsed, cancellation) =>
        {
            var yaml = await GetAsync(parsed.GetValue(url)!, parsed.GetValue(key), cancellation);
            await FileOutput.WriteAsync(parsed.GetValue(target), yaml, output, cancellation);
        });
        return command;
    }

    private static async Task<string> GetAsync(string url, string? key, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/_fake/scenario", UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
        {
            throw new UserMistakeException($"export takes the address of a fake, such as http://127.0.0.1:8000, not '{url}'.");
        }

        using var client = new HttpClient();
        if (key is not null
            && (
                key.Any(character => character is <= ' ' or > '~')
                    || !client.DefaultRequestHeaders.TryAddWithoutValidation("X-Waldur-Fake-Key", key)))
        {
            throw new UserMistakeException("The control key can't be sent in a header.");
        }

        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/yaml")
                return text;
            throw new UserMistakeException($"{url} answers {(int)answer.StatusCode}: {Reason(text)}");
        }
        catch (HttpRequestException failure)
        {
            throw new UserMistakeException($"{url} can't be reached: {failure.Message}", failure);
        }
    }

    /// <summary>What the fake says, or that it is none.</summary>
    private static string Reason(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("detail", out var detail))
                return detail.ToString();
        }
        catch (JsonException)
        {
            return "it is not a fake, or an older one.";
        }
        return "it is not a fake, or an older one.";
    }
}
