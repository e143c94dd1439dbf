using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;
using static Waldur.Fake.RobotAccountState;

namespace Waldur.Fake.Tests.RobotAccounts;

/// <summary>
/// Walks all 30 cells of state and action, and compares them with the matrix of the reference, written down once more by hand.
/// </summary>
public sealed class RobotAccountLifecycleTests
{
    /// <summary>From, action, to: every cell that succeeds on the server (section 2.6).</summary>
    private static readonly (RobotAccountState From, string Action, RobotAccountState To)[] s_server =
    [
        (Requested, "set_state_creating", Creating),
        (Creating, "set_state_ok", Ok),
        (Ok, "set_state_request_deletion", RequestedDeletion),
        (RequestedDeletion, "set_state_deleted", Deleted),
        (Ok, "set_state_erred", Error),
    ];

    private static readonly (RobotAccountState From, string Action, RobotAccountState To)[] s_documented =
    [
        .. s_server,
        (Error, "set_state_ok", Ok),
        (Requested, "set_state_erred", Error),
        (Creating, "set_state_erred", Error),
        (RequestedDeletion, "set_state_erred", Error),
    ];

    private static readonly Dictionary<string, (string Documented, string Server)> s_refusals = new()
    {
        ["set_state_creating"] = ("Requested", "Requested"),
        ["set_state_ok"] = ("Creating, Error", "Creating"),
        ["set_state_request_deletion"] = ("OK", "OK"),
        ["set_state_deleted"] = ("Requested deletion", "Requested deletion"),
        ["set_state_erred"] = ("OK, Requested, Creating, Requested deletion", "OK"),
    };

    public static TheoryData<RobotAccountState, string, bool> Cells()
    {
        var cells = new TheoryData<RobotAccountState, string, bool>();
        foreach (var from in Enum.GetValues<RobotAccountState>())
        {
            foreach (var action in s_refusals.Keys)
            {
                cells.Add(from, action, true);
                cells.Add(from, action, false);
            }
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_cell_is_as_the_matrix_says(RobotAccountState from, string action, bool server)
    {
        using var fake = WaldurFake.Start(options =>
        {
            options.Scenario("empty");
            options.Fidelity = server ? Fidelity.Server : Fidelity.Documented;
        });
        var account = fake.World.Add.RobotAccount(row => row with { State = from, ErrorMessage = "old" });
        var before = fake.World.Data;
        using var staff = fake.CreateClient("staff");

        using var answer = await staff.PostAsync(
            $"/api/marketplace-robot-accounts/{account.Uuid:n}/{action}/", null, TestContext.Current.CancellationToken);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        var cell = (server ? s_server : s_documented).Where(row => row.From == from && row.Action == action).ToList();
        if (cell is [var success])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            body.GetProperty("state").GetString().ShouldBe(RobotAccountLifecycle.Labels[success.To]);
            var stored = fake.World.RobotAccounts.Get(account.Uuid);
            stored.State.ShouldBe(success.To);
            stored.ErrorMessage.ShouldBe("old");
            stored.Modified.ShouldBeGreaterThan(account.Modified);
            stored.Created.ShouldBe(account.Created);
            fake.World.Events.Count.ShouldBe(before.Events.Count + 1);
        }
        else
        {
            answer.StatusCode.ShouldBe(server ? HttpStatusCode.Conflict : HttpStatusCode.BadRequest);
            var (documented, onServer) = s_refusals[action];
            body.GetProperty("detail").GetString().ShouldBe($"Valid states for operation: {(server ? onServer : documented)}.");
            fake.World.Data.ShouldBeSameAs(before);
        }
    }

    [Fact]
    public void The_divergences_act_one_by_one()
    {
        var fidelity = Fidelity.Documented.With("robot-ok-from-error", Fidelity.Server);
        var ok = RobotAccountLifecycle.Actions.Single(action => action.Action == "set_state_ok");
        var erred = RobotAccountLifecycle.Actions.Single(action => action.Action == "set_state_erred");

        ok.Sources(fidelity).ShouldBe([Creating]);
        erred.Sources(fidelity).ShouldBe([Ok, Requested, Creating, RequestedDeletion]);
    }
}
