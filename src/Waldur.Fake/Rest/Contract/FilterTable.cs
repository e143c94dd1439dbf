using System.Collections;

namespace Waldur.Fake;

/// <summary>The table of a list's filters: parameter and kind. All must match; unknown parameters are ignored.</summary>
/// <typeparam name="T">Kind of the rows.</typeparam>
internal sealed class FilterTable<T> : IEnumerable<KeyValuePair<string, Match<T>>>
    where T : Entity
{
    private readonly List<KeyValuePair<string, Match<T>>> _filters = [];

    /// <summary>Adds a filter.</summary>
    public void Add(string parameter, Match<T> match) => _filters.Add(new(parameter, match));

    /// <summary>Reads the filters of a request; all that is wrong is told at once.</summary>
    internal List<Filter<T>> Read(Call call, ProblemsOfFields problems, out Answer? noSuchPath)
    {
        var active = new List<Filter<T>>();
        noSuchPath = null;
        foreach (var (parameter, match) in _filters)
        {
            var values = call.Query.All(parameter).ToList();
            if (values.Count == 0)
                continue;
            var outcome = match.Read(values, call);
            if (outcome.Problem is { } wrong)
                problems.AddOnce(match.ErrorKey ?? parameter, wrong);
            else if (!outcome.Try(out var filter, out var refusal))
                noSuchPath ??= refusal;
            else if (filter is not null)
                active.Add(filter);
        }
        return active;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Match<T>>> GetEnumerator() => _filters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
