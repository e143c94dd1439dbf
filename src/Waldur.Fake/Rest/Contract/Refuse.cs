using System.Text;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>Every refusal, with Waldur's exact texts (the error catalogue of the HTTP conventions, sections 2, 6 and 10).</summary>
internal static class Refuse
{
    /// <summary>The default text of a 403.</summary>
    public const string NoPermission = "You do not have permission to perform this action.";

    private static readonly Answer s_forbidden = Detail(403, NoPermission);
    private static readonly Answer s_invalidPage = Detail(404, "Invalid page.");
    private static readonly Answer s_notFound = Detail(404, "Not found.");
    private static readonly Answer s_notAcceptable = Detail(406, "Could not satisfy the request Accept header.");
    private static readonly Answer s_page404 = Answer.Html(404, Page("Not Found", "The requested resource was not found on this server."));
    private static readonly Answer s_page500 = Answer.Html(500, Page("Server Error (500)", ""));

    /// <summary>One reason: <c>{"detail": text}</c>.</summary>
    public static Answer Detail(int status, string text)
    {
        var json = new JsonOut("", 64 + text.Length);
        json.BeginObject();
        json.Member("detail", text);
        json.EndObject();
        return Answer.Json(status, json.Written);
    }

    /// <summary>One reason that is itself JSON.</summary>
    public static Answer Detail(int status, JsonElement value)
    {
        var json = new JsonOut("");
        json.BeginObject();
        json.Name("detail");
        json.Value(value);
        json.EndObject();
        return Answer.Json(status, json.Written);
    }

    /// <summary>400 with the errors of a body or of filters.</summary>
    public static Answer Invalid(Problem problem)
    {
        var json = new JsonOut("");
        problem.Write(json);
        return Answer.Json(400, json.Written);
    }

    /// <summary>400 with errors that belong to no field.</summary>
    public static Answer Invalid(string text) => Invalid(Problem.OfFields(Problem.NoField, text));

    /// <summary>400 for a second object with the same values of these fields together.</summary>
    public static Answer NotUnique(params IReadOnlyList<string> fields) =>
        Invalid($"The fields {string.Join(", ", fields)} must make a unique set.");

    /// <summary>400 <c>["text"]</c>: a check raised with a bare text outside a serializer.</summary>
    public static Answer InvalidBare(string text) => Invalid(Problem.Texts(text));

    /// <summary>401 with <c>WWW-Authenticate: Token</c>.</summary>
    public static Answer Unauthorized(string text) => Detail(401, text) with { Challenge = "Token" };

    /// <summary>403 with the default text.</summary>
    public static Answer Forbidden() => s_forbidden;

    /// <summary>403 with its own text.</summary>
    public static Answer Forbidden(string text) => Detail(403, text);

    /// <summary>404 of an object that does not exist or is out of the caller's sight.</summary>
    public static Answer NoSuchObject(string modelName) => Detail(404, $"No {modelName} matches the given query.");

    /// <summary>404 of <c>?format=</c>.</summary>
    public static Answer NotFound() => s_notFound;

    /// <summary>404 of a page that does not exist.</summary>
    public static Answer InvalidPage() => s_invalidPage;

    /// <summary>404 of a link filter whose value leads to no route at all.</summary>
    public static Answer NoSuchPath(string path)
    {
        var json = new JsonOut("");
        json.Object(() =>
        {
            json.Array("tried", static () => { });
            json.Member("path", path.TrimStart('/'));
        });
        return Answer.Json(404, json.Written);
    }

    /// <summary>405.</summary>
    public static Answer MethodNotAllowed(string method) => Detail(405, $"Method \"{method.ToUpperInvariant()}\" not allowed.");

    /// <summary>406.</summary>
    public static Answer NotAcceptable() => s_notAcceptable;

    /// <summary>409.</summary>
    public static Answer Conflict(string text) => Detail(409, text);

    /// <summary>413: beyond what the fake takes.</summary>
    public static Answer TooLarge(long limit) =>
        Detail(413, $"The request body is larger than {limit.ToString(System.Globalization.CultureInfo.InvariantCulture)} bytes.");

    /// <summary>415.</summary>
    public static Answer UnsupportedMediaType(string type) => Detail(415, $"Unsupported media type \"{type}\" in request.");

    /// <summary>The HTML page for a path that does not exist.</summary>
    public static Answer NoSuchPage() => s_page404;

    /// <summary>The HTML page for a failure of the server.</summary>
    public static Answer Crash() => s_page500;

    private static byte[] Page(string title, string sentence) => Encoding.UTF8.GetBytes(
        $"\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>{title}</title>\n</head>\n<body>\n  <h1>{title}</h1><p>{sentence}</p>\n</body>\n</html>\n");
}
