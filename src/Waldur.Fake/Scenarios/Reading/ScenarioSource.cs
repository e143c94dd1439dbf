using System.Text;
using System.Text.Unicode;

namespace Waldur.Fake;

/// <summary>A place that scenario texts come from; <c>include</c> looks beside it.</summary>
internal abstract class ScenarioSource(string name)
{
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>How errors name it.</summary>
    public string Name { get; } = name;

    /// <summary>Two sources with the same identity are the same file.</summary>
    public abstract string Identity { get; }

    /// <summary>Whether it must say <c>version: 1</c>.</summary>
    public virtual bool NeedsVersion => true;

    /// <summary>The source that a path means in an <c>include</c> of this one.</summary>
    public abstract ScenarioSource Beside(string path);

    /// <summary>Whether it lies in the folder of another source, or below.</summary>
    public virtual bool IsBelow(ScenarioSource first) => true;

    /// <summary>Its bytes. A file that does not exist, or is too large, is a <see cref="ScenarioException"/>.</summary>
    protected abstract ReadOnlyMemory<byte> Bytes();

    /// <summary>Its text, without byte order mark.</summary>
    public string Text()
    {
        var bytes = Bytes().Span;
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        throw new ScenarioException(Name, "the file is not UTF-8 text");
    }

    protected ScenarioException TooLarge(long bytes) =>
        new(
            Name, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"the file has {bytes} bytes; a scenario file may have at most {MaxBytes}"));
}

internal sealed class FileSource(string path, string? name = null) : ScenarioSource(name ?? path)
{
    public override string Identity { get; } = Path.GetFullPath(path);

    public override ScenarioSource Beside(string path)
    {
        var full = Path.GetFullPath(path, Path.GetDirectoryName(Identity) ?? Identity);
        return new FileSource(full, Path.IsPathRooted(Name) ? full : Path.GetRelativePath(Directory.GetCurrentDirectory(), full));
    }

    /// <summary>Links count as what they lead to: a file beside the first may be a link to one elsewhere.</summary>
    public override bool IsBelow(ScenarioSource first) => Real(Identity).StartsWith(
        Real(
            first switch { FileSource file => Path.GetDirectoryName(file.Identity)!,
                _ => Path.GetFullPath(Path.GetDirectoryName(first.Name) ?? "") })
            .TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
        StringComparison.Ordinal);

    protected override ReadOnlyMemory<byte> Bytes()
    {
        var file = new FileInfo(Identity);
        if (!file.Exists)
        {
            throw new ScenarioException(
                Name, Directory.Exists(Identity) ? "this is a folder, not a scenario file" : "no such file", Neighbour(file));
        }

        try
        {
            var length = new FileInfo(Real(Identity)).Length;
            if (length > MaxBytes)
                throw TooLarge(length);
            // Devices and pipes have no length, and reading one may never end.
            if (length == 0)
                return default;
            using var stream = file.OpenRead();
            var bytes = new byte[length];
            return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(Name, $"the file can't be read: {e.Message}");
        }
    }

    /// <summary>A path without links in it.</summary>
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path) ?? "";
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            if (new FileInfo(real).LinkTarget is not null && File.ResolveLinkTarget(real, returnFinalTarget: true) is { } target)
                real = target.FullName;
        }
        return real;
    }

    private static string? Neighbour(FileInfo file) =>
        file.Directory is { Exists: true } folder
            ? Nearest.To(file.Name, folder.EnumerateFiles().Take(1000).Select(neighbour => neighbour.Name).Order(StringComparer.Ordinal))
            : null;
}

/// <summary>A text in memory; what it includes are files beside the path that it is named by.</summary>
internal sealed class TextSource(string text, string name) : ScenarioSource(name)
{
    public override string Identity => "text:" + Name;

    public override bool NeedsVersion => false;

    public override ScenarioSource Beside(string path) => new FileSource(Path.Combine(Path.GetDirectoryName(Name) ?? "", path));

    protected override ReadOnlyMemory<byte> Bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxBytes ? bytes : throw TooLarge(bytes.Length);
    }
}

/// <summary>A scenario that ships in the library.</summary>
internal sealed class ShippedSource(string file) : ScenarioSource("shipped:" + file)
{
    private const string Folder = "scenarios/";

    /// <summary>The names that <c>--scenario</c> and <see cref="Scenario.Shipped"/> know.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedSource).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^".yaml".Length])
            .Order(StringComparer.Ordinal),
    ];

    public override string Identity => Name;

    public override ScenarioSource Beside(string path) => new ShippedSource(path);

    protected override ReadOnlyMemory<byte> Bytes()
    {
        using var stream = typeof(ShippedSource).Assembly.GetManifestResourceStream(Folder + file)
            ?? throw new ScenarioException(Name, "no such shipped scenario", Nearest.To(file, Names.Select(name => name + ".yaml")));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
