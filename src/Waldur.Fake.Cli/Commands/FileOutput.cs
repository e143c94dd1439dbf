using System.CommandLine;

namespace Waldur.Fake.Cli.Commands;

/// <summary>The option <c>-o</c>: a file to write to instead of the console.</summary>
internal static class FileOutput
{
    /// <summary>The largest file that scenarios are read from.</summary>
    private const int Readable = 8 * 1024 * 1024;

    public static Option<string?> Option() =>
        new("--output", "-o") { Description = "The file to write; without, it is printed.", HelpName = "FILE" };

    /// <summary>The option that lets scenario files include others that lie elsewhere.</summary>
    public static Option<bool> IncludeAnywhere() => new("--include-anywhere")
    {
        Description = "Let scenario files include files outside of their folder.",
    };

    /// <summary>Writes a scenario.</summary>
    public static async Task WriteAsync(string? file, string yaml, TextWriter output, CancellationToken cancellation)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(yaml);
        if (length > Readable)
        {
            throw new UserMistakeException(FormattableString.Invariant(
                $"The world makes a file of {length} bytes; a scenario file may have at most {Readable}.")
                + " Have it generated where it is loaded: generate: {users: …}.");
        }
        if (file is null)
        {
            await output.WriteAsync(yaml.AsMemory(), cancellation);
            return;
        }
        await WriteFileAsync(file, yaml, cancellation);
    }

    /// <summary>Writes a file, UTF-8.</summary>
    public static async Task WriteFileAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserMistakeException($"{file} can't be written: {failure.Message}", failure);
        }
    }
}
