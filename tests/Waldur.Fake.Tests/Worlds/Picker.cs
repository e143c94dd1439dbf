namespace Waldur.Fake.Tests.Worlds;

/// <summary>Numbers that hang on the seed alone.</summary>
internal sealed class Picker(int seed)
{
    private ulong _state = (ulong)seed;

    public int Next(int below)
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return (int)(Randomness.Mix(_state) % (ulong)below);
    }
}
