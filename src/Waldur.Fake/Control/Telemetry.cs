using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waldur.Fake;

/// <summary>
/// What OpenTelemetry and others see of requests: an activity each, and how long they took. One source and one meter for all fakes of the
/// process; nothing is made while nobody listens.
/// </summary>
internal static class Telemetry
{
    /// <summary>The name of the source of activities, of the meter and of the category of log lines.</summary>
    public const string Name = "Waldur.Fake";

    private static readonly ActivitySource s_activities = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("waldur_fake.request.duration", "s", "How long the fake took to answer a request.");

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => s_duration.Enabled || s_activities.HasListeners();

    /// <summary>Begins the activity of a request; null: nobody wants it.</summary>
    public static Activity? Begin(WireRequest request, RouteTable routes) => s_activities.HasListeners()
        ? s_activities.StartActivity($"{routes.NameOf(request)?.ToString() ?? request.Method}", ActivityKind.Server)
        : null;

    /// <summary>Tells how a request was answered.</summary>
    public static void End(Activity? activity, RecordedRequest recorded)
    {
        if (s_duration.Enabled)
        {
            s_duration.Record(
                recorded.Duration.TotalSeconds,
                new KeyValuePair<string, object?>("waldur.operation", recorded.Operation?.ToString()),
                new KeyValuePair<string, object?>("http.request.method", recorded.Method),
                new KeyValuePair<string, object?>("http.response.status_code", recorded.Status));
        }
        activity?
            .SetTag("http.request.method", recorded.Method)
            .SetTag("url.path", recorded.Path)
            .SetTag("http.response.status_code", recorded.Status)
            .SetTag("waldur.operation", recorded.Operation?.ToString())
            .SetTag("waldur.user", recorded.Caller)
            .SetTag("waldur.fault", recorded.Faults.Count == 0 ? null : string.Join(", ", recorded.Faults))
            .SetStatus(recorded.Status is 0 or >= 499 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }
}
