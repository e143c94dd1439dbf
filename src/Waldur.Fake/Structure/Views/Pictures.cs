namespace Waldur.Fake;

/// <summary>Pictures of users. A path is shown as a URL of this server, and a picture lies there; a whole URL is shown as it is.</summary>
internal static class Pictures
{
    /// <summary>A picture of one transparent point.</summary>
    private static readonly byte[] s_png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>How the picture of a user goes over the wire.</summary>
    public static readonly WireType<string?> Wire = new(WireTypes.UrlOrNull.Shape, static (json, image) =>
    {
        if (image is null || IsUrl(image))
            json.String(image);
        else
            json.Link(string.Join('/', PathOf(image).Split('/').Select(Uri.EscapeDataString)));
    });

    /// <summary>The picture that lies at a path, if it is that of a user.</summary>
    public static Answer? At(WorldData data, string path) =>
        data.Table(User.Table).Any(user => user.Image is { } image && !IsUrl(image) && PathOf(image) == path)
            ? Answer.File("image/png", s_png) : null;

    private static bool IsUrl(string image) => image.Contains("://", StringComparison.Ordinal);

    private static string PathOf(string image) => "/" + image.TrimStart('/');
}
