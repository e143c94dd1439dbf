using System.Globalization;
using System.Text;

namespace Waldur.Fake;

/// <summary>The texts of failed expectations: what was expected, which request came nearest, and where it differs first.</summary>
internal static class ExpectationFailure
{
    private const int Shown = 3;

    /// <summary>Not so many came.</summary>
    public static RequestAssertionException OfCount(
        RequestExpectation expected, int count, IReadOnlyList<RecordedRequest> found, IReadOnlyList<RecordedRequest> all,
        RequestJournal journal)
    {
        var text = new StringBuilder(
            $"Expected {Number(count)} {(count == 1 ? "request" : "requests")} {expected}, but there {Were(found.Count)}.");
        if (found.Count > count)
        {
            AddRequest(text, "Nearest", found[count], count == 0 ? "it came, and none was expected" : "it is one more than was expected");
            foreach (var other in found.Where((_, place) => place != count).Take(Shown))
                text.Append('\n').Append("Also:             ").Append(other);
        }
        else
        {
            AddNearest(text, expected, [.. all.Where(request => !expected.IsMet(request))], found);
        }
        return Finish(text, journal);
    }

    /// <summary>None came in time.</summary>
    public static RequestAssertionException OfTime(
        RequestExpectation expected, TimeSpan within, IReadOnlyList<RecordedRequest> all, RequestJournal journal)
    {
        var text = new StringBuilder($"Expected a request {expected} within {within:c} of the world's time, but none came.");
        AddNearest(text, expected, all, []);
        return Finish(text, journal);
    }

    /// <summary>They did not come in that order.</summary>
    /// <param name="steps">What was expected.</param>
    /// <param name="done">Those that came in order.</param>
    /// <param name="all">All requests.</param>
    /// <param name="journal">The journal.</param>
    public static RequestAssertionException OfOrder(
        IReadOnlyList<RequestExpectation> steps, IReadOnlyList<RecordedRequest> done, IReadOnlyList<RecordedRequest> all,
        RequestJournal journal)
    {
        var text = new StringBuilder("Expected in this order:");
        foreach (var (place, step) in steps.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {place + 1}. a request {step}");
            text.Append(place < done.Count ? $", which was {done[place]}" : place == done.Count ? ", which did not come then" : "");
        }
        var missing = steps[done.Count];
        if (all.FirstOrDefault(missing.IsMet) is { } early)
        {
            AddRequest(text, "Nearest", early, done[^1].Number == early.Number
                ? "it was taken for the one before already"
                : string.Create(CultureInfo.InvariantCulture, $"it came before #{done[^1].Number}"));
        }
        else
        {
            AddNearest(text, missing, all, []);
        }
        return Finish(text, journal);
    }

    private static void AddNearest(
        StringBuilder text, RequestExpectation expected, IReadOnlyList<RecordedRequest> all, IReadOnlyList<RecordedRequest> found)
    {
        var nearest = all.Select(request => (Request: request, Compared: expected.Compare(request)))
            .OrderByDescending(one => one.Compared.Nearness)
            .ThenByDescending(one => one.Request.Number)
            .Take(Shown)
            .ToList();
        if (nearest.Count == 0)
        {
            text.Append(found.Count == 0
                ? "\n\nNearest:          none, no request came at all\nFirst difference: there is nothing to compare with"
                : "\n\nNearest:          none, no other request came\nFirst difference: there is nothing to compare with");
        }
        foreach (var (place, (request, compared)) in nearest.Index())
            AddRequest(text, place == 0 ? "Nearest" : "Then", request, compared.Difference ?? "none");
        foreach (var one in found.Take(Shown))
            text.Append("\n\nThis one came:    ").Append(one);
    }

    private static void AddRequest(StringBuilder text, string called, RecordedRequest request, string difference)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n\n{called + ":",-18}{request}\nFirst difference: {difference}");
        if (request.Hint is { } hint)
            text.Append("\nHint:             ").Append(hint);
        foreach (var fault in request.Faults)
            text.Append("\nFault:            ").Append(fault);
    }

    private static RequestAssertionException Finish(StringBuilder text, RequestJournal journal)
    {
        if (journal.Dropped > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n\n{journal.Dropped} older requests are no longer kept.");
        return new(text.ToString());
    }

    private static string Were(int count) => count switch { 0 => "was none", 1 => "was one", _ => $"were {Number(count)}" };

    private static string Number(int count) => count switch
    {
        0 => "no",
        1 => "one",
        2 => "two",
        3 => "three",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}
