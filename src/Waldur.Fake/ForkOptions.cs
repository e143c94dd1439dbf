namespace Waldur.Fake;

/// <summary>How a fork answers: as the fake that it is made from, unless it says otherwise.</summary>
public class ForkOptions
{
    internal ForkOptions()
    {
    }

    internal Action<string>? LogLine { get; private set; }

    /// <summary>Writes one line a request, with what changed, for example to the output of a test.</summary>
    public ForkOptions Log(Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        LogLine = write;
        return this;
    }
}
