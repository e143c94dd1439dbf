using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.OfferingUsers;

/// <summary>
/// Whatever is asked by whomever in whatever order: states follow the table, refusals leave no trace, every save moves <c>modified</c>.
/// </summary>
public sealed class OfferingUserPropertyTests
{
    private static readonly string[] s_callers = ["owner", "staff", "u1", "helper", "support", "stranger"];

    private static readonly Operation[] s_operations =
    [
        .. OfferingUserLifecycle.Actions.Select(action => new Operation(
            "POST",
            action.Transition.Action,
            action.Comments == CommentEffect.Taken ? """{"comment":"c"}""" : null,
            action.Transition.Permission,
            record => action.Transition.From.Contains(record.State) ? 200 : 400,
            record => record with { State = action.Transition.To, ServiceProviderComment = CommentAfter(action, record) })),
        .. new[] { null, "", "a", "b" }.Select(username => new Operation(
            "PATCH",
            "",
            $$"""{"username":{{(username is null ? "null" : $"\"{username}\"")}}}""",
            Permission.UpdateOfferingUser,
            static _ => 200,
            record => record with
            {
                Username = username,
                State = string.IsNullOrEmpty(username) || username == record.Username || (int)record.State is 5 or 6 or 7 or 8 or 10
                    ? record.State
                    : OfferingUserState.Ok,
            })),
        new(
            "PATCH", "update_comments", """{"service_provider_comment":"d"}""", Permission.UpdateOfferingUser,
            static record => record.State == OfferingUserState.Deleted ? 403 : 200,
            static record => record with { ServiceProviderComment = "d" }),
        new(
            "POST", "update_restricted", """{"is_restricted":true}""", Permission.UpdateOfferingUser,
            static _ => 200,
            static record => record with { IsRestricted = true }),
        new("PUT", "", """{"username":true}""", Permission.UpdateOfferingUser, static _ => 400, static record => record) {
            ValidatesFirst = true },
    ];

    [Fact]
    public void States_follow_the_table_and_refusals_leave_no_trace()
    {
        var start = new ProviderWorld();
        var step = Gen.Choose(0, s_callers.Length - 1).Zip(Gen.Choose(0, s_operations.Length - 1));
        var walk = Gen.Elements(OfferingUserLifecycle.Labels.States.ToArray()).Zip(step.ListOf()).ToArbitrary();
        Prop.ForAll(walk, plan =>
        {
            var world = start.Fork();
            var record = world.Add("u1", plan.Item1, username: null);
            foreach (var (caller, operation) in plan.Item2)
                record = Take(world, record, s_callers[caller], s_operations[operation]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithStartSize(5).WithEndSize(40).WithReplay(20260103, 43));
    }

    private static OfferingUser Take(ProviderWorld world, OfferingUser before, string caller, Operation operation)
    {
        var data = world.Data;
        var reply = world.Send(caller, operation.Method, ProviderWorld.Action(before, operation.Action), operation.Body);
        var after = world.Now(before);

        reply.Status.ShouldBe(StatusOf(operation, before, caller), $"{caller} {operation.Method} {operation.Action} in {before.State}");
        if (reply.Status >= 400)
        {
            world.Data.SameRows(data).ShouldBeTrue();
            world.Data.Events.ShouldBe(data.Events);
            return before;
        }
        after.Modified.ShouldBeGreaterThan(before.Modified);
        after.ShouldBe(operation.Effect(before) with { Modified = after.Modified });
        return after;
    }

    private static int StatusOf(Operation operation, OfferingUser record, string caller)
    {
        if (caller == "stranger")
            return 404;
        var wrong = operation.Status(record);
        if (operation.ValidatesFirst && wrong >= 400)
            return wrong;
        return operation.Permission is not null && caller is not ("owner" or "staff") ? 403 : wrong;
    }

    private static string CommentAfter(OfferingUserAction action, OfferingUser record) => action.Comments switch
    {
        CommentEffect.Taken => "c",
        CommentEffect.Cleared => "",
        _ => record.ServiceProviderComment,
    };

    /// <summary>A request, who may make it, how it is answered where it may be made, and what it does then.</summary>
    private sealed record Operation(
        string Method, string Action, string? Body, string? Permission, Func<OfferingUser, int> Status, Func<OfferingUser,
        OfferingUser> Effect)
    {
        public bool ValidatesFirst { get; init; }
    }
}
