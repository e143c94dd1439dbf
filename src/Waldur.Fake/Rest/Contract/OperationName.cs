namespace Waldur.Fake;

/// <summary>
/// The name of an operation, by its place in the API: <c>robot_accounts.create</c>. <see cref="Operations"/> has them all.
/// </summary>
public sealed record OperationName
{
    private const string Prefix = "marketplace-";

    internal OperationName(string group, string action) => (Group, Action) = (group, action);

    /// <summary>What it works on: the collection in its path, for example <c>robot_accounts</c>.</summary>
    public string Group { get; }

    /// <summary>What it does: the last part of its path, or Waldur's word for its method, for example <c>create</c>.</summary>
    public string Action { get; }

    /// <summary>The name of the operation on a route: <c>/api/{collection}/</c>, <c>{uuid}</c> and an action may follow.</summary>
    internal static OperationName Of(string method, string route)
    {
        var parts = route.Trim('/').Split('/')[1..];
        var (isOnObject, last) = (parts is [_, "{uuid}", ..], parts[^1]);
        return new(
            Word(parts[0].StartsWith(Prefix, StringComparison.Ordinal) ? parts[0][Prefix.Length..] : parts[0]),
            parts.Length > (isOnObject ? 2 : 1) ? Word(last) : method switch
            {
                "GET" => isOnObject ? "retrieve" : "list",
                "POST" => "create",
                "PUT" => "update",
                "PATCH" => "partial_update",
                _ => "destroy",
            });
    }

    /// <summary>The name of the HEAD that counts, beside this one: <c>robot_accounts.count</c>.</summary>
    internal OperationName Count => new(Group, Action == "list" ? "count" : Action + "_count");

    /// <inheritdoc/>
    public override string ToString() => $"{Group}.{Action}";

    private static string Word(string part) => part.Replace('-', '_');
}
