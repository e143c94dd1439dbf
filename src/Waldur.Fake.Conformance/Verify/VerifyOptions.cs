namespace Waldur.Fake.Conformance;

/// <summary>Which cases are put to which server.</summary>
public sealed class VerifyOptions
{
    /// <summary>The root of the server; null: a fake is started.</summary>
    public Uri? Against { get; set; }

    /// <summary>The token of a user of a server that is no fake: of <c>staff</c>, unless <see cref="MapFile"/> says whose else.</summary>
    public string? Token { get; set; }

    /// <summary>What <c>X-Waldur-Fake-Key</c> must say to steer the fake.</summary>
    public string? ControlKey { get; set; }

    /// <summary>A YAML file that names the objects of a server that is no fake by the keys of the cases' worlds.</summary>
    public string? MapFile { get; set; }

    /// <summary>Whether cases that write are put to a server that is no fake, too. What they make stays there.</summary>
    public bool AllowWrites { get; set; }

    /// <summary>A folder of cases of your own, with their fixtures in <c>fixtures/</c>; null: the cases that ship.</summary>
    public string? CasesFolder { get; set; }

    /// <summary>The only cases that are asked, by number or id; empty: all.</summary>
    public IReadOnlyList<string> Only { get; set; } = [];

    /// <summary>
    /// The side of the divergences that is expected; null: the documentation's of a fake, the server's of any other server.
    /// </summary>
    public CaseFidelity? Fidelity { get; set; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}

/// <summary>Something has to be mended before a server can be verified; the message says what, in a line.</summary>
/// <param name="message">What has to be mended.</param>
/// <param name="cause">What it was found by, or null.</param>
public sealed class VerifyException(string message, Exception? cause = null) : Exception(message, cause);
