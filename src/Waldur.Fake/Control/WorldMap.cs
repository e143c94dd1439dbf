namespace Waldur.Fake;

/// <summary>
/// Everything in a world as one JSON object: kind, key, and of each object its uuid, its link, and of users the token. Objects without
/// a scenario key stand under their uuid.
/// </summary>
internal static class WorldMap
{
    /// <summary>The answer to <c>GET /_fake/world</c>.</summary>
    public static Answer Of(WorldData data, string origin, IEnumerable<IKind> kinds)
    {
        var json = new JsonOut(origin, 16 * 1024);
        json.BeginObject();
        foreach (var kind in kinds.SelectMany(kind => kind.WithParts))
        {
            json.Name(kind.Kind);
            json.BeginObject();
            foreach (var uuid in kind.Identifiers(data))
            {
                json.Name(data.Table(Name.Table).Find(uuid)?.Key ?? uuid.ToString("n"));
                json.BeginObject();
                json.Name("uuid");
                json.Uuid(uuid);
                if (kind.Link is { } link)
                {
                    json.Name("url");
                    json.Link(link.PathBefore.Span, uuid);
                }
                if (kind.Kind == User.Table.Kind && data.Table(Token.Table).By(Token.ByUser, uuid) is [var token])
                {
                    json.Name("token");
                    json.String(token.Key);
                }
                json.EndObject();
            }
            json.EndObject();
        }
        json.EndObject();
        return Answer.Json(200, json.Written);
    }
}
