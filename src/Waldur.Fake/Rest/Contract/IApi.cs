namespace Waldur.Fake;

/// <summary>Answers requests from a world.</summary>
internal interface IApi
{
    /// <summary>Answers a request. A failure inside is a 500; the world is then unchanged.</summary>
    WireAnswer Handle(WireRequest request, World world, ApiSettings settings);
}
