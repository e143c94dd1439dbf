using System.Globalization;
using System.Text;

namespace Waldur.Fake.Tests.Docs;

/// <summary>Writes <c>docs/states.md</c> from the state tables.</summary>
internal static class StatesPage
{
    public static string Text()
    {
        var page = new StringBuilder("""
            # States

            Made from the state tables in the code; a test keeps this page equal to them.

            ## Offering users

            A username that is new or changed makes a waiting record OK in whatever request saves it; so a record made with a username is OK at
            once. DELETE removes a record in any state.


            """);
        Diagram(
            page,
            OfferingUserLifecycle.Labels,
            OfferingUserLifecycle.Actions.Select(action => action.Transition),
            Fidelity.Documented,
            [
                (null, OfferingUserState.Requested, "made without a username"),
                (null, OfferingUserState.Ok, "made with a username"),
                .. OfferingUserLifecycle.WaitingForUsername.Select(
                    state => ((OfferingUserState?)state, OfferingUserState.Ok, "a username")),
            ]);
        page.Append("| Action | From | To | Permission | Comments |\n|---|---|---|---|---|\n");
        foreach (var action in OfferingUserLifecycle.Actions)
        {
            var transition = action.Transition;
            page.Append(CultureInfo.InvariantCulture, $"| `{transition.Action}` | {Names(OfferingUserLifecycle.Labels, transition.From)} | {OfferingUserLifecycle.Labels[transition.To]} | ");
            page.Append(CultureInfo.InvariantCulture, $"{(transition.Permission is { } permission ? $"`{permission}`" : "none, whoever sees the record")} | {Effect(action.Comments)} |\n");
        }
        page.Append("""

            In a wrong state each is refused with 400: `Cannot transition to CREATING from current state: 5. Valid states for operation: Requested,
            Error creating.`, the state by its number in the order below, the sources by their labels.


            """);
        foreach (var state in OfferingUserLifecycle.Labels.States)
            page.Append(CultureInfo.InvariantCulture, $"{(int)state}. {OfferingUserLifecycle.Labels[state]}\n");
        Robots(page);
        return page.ToString();
    }

    private static void Robots(StringBuilder page)
    {
        page.Append("\n## Robot accounts, as documented\n\n");
        Diagram(
            page, RobotAccountLifecycle.Labels, RobotAccountLifecycle.Actions, Fidelity.Documented,
            [(null, RobotAccountState.Requested, "made")]);
        page.Append("## Robot accounts, as the server does\n\n");
        Diagram(page, RobotAccountLifecycle.Labels, RobotAccountLifecycle.Actions, Fidelity.Server, [(null, RobotAccountState.Ok, "made")]);
        page.Append("Every action asks for `RESOURCE.UPDATE_ROBOT_ACCOUNT` on the provider. In a wrong state it is refused with the list of valid ones:\n");
        page.Append("400 as documented, 409 as the server does. Numbers of the states, for the filter:\n\n");
        foreach (var state in RobotAccountLifecycle.Labels.States)
            page.Append(CultureInfo.InvariantCulture, $"{(int)state}. {RobotAccountLifecycle.Labels[state]}\n");
    }

    /// <summary>A diagram: one arrow between two states, with all that leads from the one to the other.</summary>
    private static void Diagram<TState>(
        StringBuilder page, Labels<TState> labels, IEnumerable<Transition<TState>> transitions, Fidelity fidelity,
        (TState? From, TState To, string Why)[] others)
        where TState : struct, Enum
    {
        page.Append("```mermaid\nstateDiagram-v2\n");
        foreach (var state in labels.States.Where(state => labels[state] != state.ToString()))
            page.Append(CultureInfo.InvariantCulture, $"    state \"{labels[state]}\" as {state}\n");
        var arrows = others.Where(other => other.From is null)
            .Concat(
                transitions.SelectMany(
                    transition => transition.Sources(fidelity).Select(from => ((TState?)from, transition.To, transition.Action))))
            .Concat(others.Where(other => other.From is not null));
        foreach (var arrow in arrows.GroupBy(arrow => (arrow.Item1, arrow.Item2)))
            page.Append(CultureInfo.InvariantCulture, $"    {arrow.Key.Item1?.ToString() ?? "[*]"} --> {arrow.Key.Item2} : {string.Join(", ", arrow.Select(one => one.Item3))}\n");
        page.Append("```\n\n");
    }

    private static string Names<TState>(Labels<TState> labels, IEnumerable<TState> states)
        where TState : struct, Enum => string.Join(", ", states.Select(state => labels[state]));

    private static string Effect(CommentEffect effect) => effect switch
    {
        CommentEffect.Taken => "`comment` and `comment_url`, each if it was sent",
        CommentEffect.Cleared => "cleared",
        _ => "kept",
    };
}
