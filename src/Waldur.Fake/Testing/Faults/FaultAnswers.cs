using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>What faults answer: Waldur's own words for a status, or whatever a test wants.</summary>
internal static class FaultAnswers
{
    private const int Soon = 1;

    /// <summary>The answer that a fault gives.</summary>
    public static Answer Of(FaultAnswer told)
    {
        var answer = Own(told.Status, told.RetryAfter ?? Soon) with
        {
            RetryAfter = told.RetryAfter ?? (told.Status is 429 or 503 ? Soon : null),
        };
        if (told.Body is not { } body)
            return answer;
        var text = body is ScalarNode { Type: ScalarType.Text } scalar ? scalar.Text : null;
        return answer with
        {
            Body = text is null ? NodeJson.ToUtf8(body) : Encoding.UTF8.GetBytes(text),
            ContentType = told.ContentType ?? (text is null ? "application/json" : "text/plain; charset=utf-8"),
        };
    }

    /// <summary>
    /// Waldur answers 401, 403, 404, 429 and 500 (HTTP conventions, sections 2, 6 and 10; a request that is throttled has the text of its
    /// framework), the server in front of it 502 to 504. With any other status there is no body.
    /// </summary>
    private static Answer Own(int status, int wait) => status switch
    {
        401 => Refuse.Unauthorized("Token has expired."),
        403 => Refuse.Forbidden(),
        404 => Refuse.NotFound(),
        429 => Refuse.Detail(429, string.Create(
            CultureInfo.InvariantCulture, $"Request was throttled. Expected available in {wait} second{(wait == 1 ? "" : "s")}.")),
        500 => Refuse.Crash(),
        502 => Front(502, "502 Bad Gateway"),
        503 => Front(503, "503 Service Temporarily Unavailable"),
        504 => Front(504, "504 Gateway Time-out"),
        _ => new(status),
    };

    private static Answer Front(int status, string title) => new(status, Encoding.UTF8.GetBytes(
        $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"),
        "text/html");
}
