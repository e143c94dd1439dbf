namespace Waldur.Fake.Cli.Commands;

/// <summary>
/// Loads scenario files again when they change. They are looked at by their times: a watcher of the system misses files on shared drives,
/// and those that editors replace.
/// </summary>
/// <param name="files">The files that were named.</param>
/// <param name="includeAnywhere">Whether they may include files elsewhere.</param>
/// <param name="tell">Takes a line about what happened.</param>
internal sealed class ScenarioWatch(IReadOnlyList<string> files, bool includeAnywhere, Action<string> tell)
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(300);

    private IReadOnlyList<string> _watched = [];
    private string _seen = "";

    /// <summary>Watches until it is told to stop.</summary>
    /// <param name="fake">The fake whose world is replaced.</param>
    /// <param name="start">Makes a fake of what the files say now.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(WaldurFake fake, Func<WaldurFake> start, CancellationToken cancellation)
    {
        Look();
        using var timer = new PeriodicTimer(s_pace);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            if (Stamp() == _seen)
                continue;
            Look();
            await Task.Run(() => Load(fake, start), cancellation);
        }
    }

    private void Load(WaldurFake fake, Func<WaldurFake> start)
    {
        try
        {
            using var loaded = start();
            fake.World.Restore(loaded.World.Checkpoint());
            fake.World.SetBaseline();
            tell("The scenario has changed: the world is a new one.");
        }
        catch (UserMistakeException wrong)
        {
            tell($"The scenario has changed, and the world stays as it is: {wrong.Message}");
        }
    }

    /// <summary>Learns which files there are, those that were named and all that they include, and how they are now.</summary>
    private void Look()
    {
        try
        {
            _watched = [.. files.SelectMany(file => Scenario.FromFile(file, includeAnywhere).Texts.Select(text => text.Source.Identity))
                .Distinct(StringComparer.Ordinal)];
        }
        catch (ScenarioException)
        {
            // What they include can't be told now: those of before are watched on.
        }
        _seen = Stamp();
    }

    /// <summary>What tells that a file is another.</summary>
    private string Stamp() => string.Join('|', _watched.Select(file => new FileInfo(file)).Select(file =>
        file.Exists ? FormattableString.Invariant($"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}") : file.FullName));
}
