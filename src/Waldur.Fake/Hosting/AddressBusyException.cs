namespace Waldur.Fake;

/// <summary>The address to listen on is taken by another program.</summary>
public sealed class AddressBusyException : IOException
{
    internal AddressBusyException(string address, Exception cause)
        : base($"The address {address} is already in use.", cause) => Address = address;

    /// <summary>The address as it was asked for.</summary>
    public string Address { get; }
}
