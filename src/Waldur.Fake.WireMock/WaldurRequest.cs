using System.Text.RegularExpressions;
using WireMock.Matchers;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;

namespace Waldur.Fake;

/// <summary>Requests to WireMock by the names that Waldur has for them.</summary>
public static class WaldurRequest
{
    /// <summary>An identifier as clients write it, with or without hyphens.</summary>
    private const string Uuid = "[0-9a-fA-F-]{32,36}";

    /// <summary>A request for an operation: its method and its path.</summary>
    /// <param name="operation">The operation: <c>Operations.OfferingUsers.SetOk</c>.</param>
    public static IRequestBuilder For(OperationName operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var found = Known.Operation(operation);
        var path = Regex.Escape(found.Path).Replace(@"\{uuid}", Uuid, StringComparison.Ordinal);
        return Request.Create().UsingMethod(operation == found.CountName ? "HEAD" : found.Method).WithPath(new RegexMatcher($"^{path}$"));
    }

    /// <summary>A request with the token of a user.</summary>
    /// <param name="request">The request.</param>
    /// <param name="waldur">The fake that knows the user.</param>
    /// <param name="user">The key of the user in the scenario, or the username.</param>
    /// <exception cref="ArgumentException">There is no such user, or the user has no token.</exception>
    public static IRequestBuilder By(this IRequestBuilder request, WaldurFake waldur, string user)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(waldur);
        return request.WithHeader("Authorization", new ExactMatcher("Token " + waldur.TokenOf(user)));
    }

    /// <summary>A request for one object.</summary>
    /// <param name="request">A request of <see cref="For"/>.</param>
    /// <param name="uuid">The identifier of the object.</param>
    /// <exception cref="ArgumentException">The request is none of <see cref="For"/>, or has no identifier in its path.</exception>
    public static IRequestBuilder WithUuid(this IRequestBuilder request, Guid uuid)
    {
        var path = (request as Request)?.GetRequestMessageMatcher<RequestMessagePathMatcher>();
        var pattern = (path?.Matchers?[0] as RegexMatcher)?.GetPatterns()[0].First;
        if (pattern?.Contains(Uuid, StringComparison.Ordinal) != true)
            throw new ArgumentException("The request is for no operation on an object: begin it with WaldurRequest.For.", nameof(request));
        var one = new RegexMatcher(pattern.Replace(Uuid, $"({uuid:n}|{uuid:d})", StringComparison.Ordinal), ignoreCase: true);
        // It takes the place of the path that any object has.
        return request.Add(new RequestMessagePathMatcher(MatchBehaviour.AcceptOnMatch, MatchOperator.Or, one));
    }
}
