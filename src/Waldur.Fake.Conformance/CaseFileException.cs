namespace Waldur.Fake.Conformance;

/// <summary>A case file is wrong; the message says where.</summary>
internal sealed class CaseFileException(string file, int line, string problem, Exception? inner = null)
    : Exception($"{file}:{line}: {problem}", inner);
