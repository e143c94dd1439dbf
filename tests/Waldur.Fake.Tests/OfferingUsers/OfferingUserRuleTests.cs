using Shouldly;
using Xunit;
using static Waldur.Fake.OfferingUserState;

namespace Waldur.Fake.Tests.OfferingUsers;

public sealed class OfferingUserRuleTests
{
    private static readonly OfferingUser s_record = new() { Offering = Guid.Empty, User = Guid.Empty };

    [Theory]
    [InlineData(Requested, Ok)]
    [InlineData(Creating, Ok)]
    [InlineData(PendingAccountLinking, Ok)]
    [InlineData(PendingAdditionalValidation, Ok)]
    [InlineData(Ok, Ok)]
    [InlineData(RequestedDeletion, RequestedDeletion)]
    [InlineData(Deleting, Deleting)]
    [InlineData(Deleted, Deleted)]
    [InlineData(ErrorCreating, Ok)]
    [InlineData(ErrorDeleting, ErrorDeleting)]
    public void A_new_username_makes_a_waiting_record_ok(OfferingUserState before, OfferingUserState after)
    {
        var stored = s_record with { State = before, ServiceProviderComment = "c" };
        OfferingUserLifecycle.WithUsername(stored, stored with { Username = "a" })
            .ShouldBe(stored with { Username = "a", State = after });
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "")]
    [InlineData("a", null)]
    [InlineData("a", "")]
    [InlineData("a", "a")]
    public void No_username_or_the_same_one_leaves_the_state(string? before, string? after)
    {
        var stored = s_record with { State = Creating, Username = before };
        OfferingUserLifecycle.WithUsername(stored, stored with { Username = after }).State.ShouldBe(Creating);
    }

    [Theory]
    [InlineData(null, Requested)]
    [InlineData("", Requested)]
    [InlineData("a", Ok)]
    public void A_new_record_with_a_username_is_ok_at_once(string? username, OfferingUserState state) =>
        OfferingUserLifecycle.WithUsername(before: null, s_record with { Username = username }).State.ShouldBe(state);

    [Fact]
    public void States_have_the_numbers_and_labels_of_the_contract() =>
        OfferingUserLifecycle.Labels.Select(row => $"{(int)row.Key} {row.Value}").ShouldBe(
        [
            "1 Requested", "2 Creating", "3 Pending account linking", "4 Pending additional validation", "5 OK", "6 Requested deletion",
            "7 Deleting", "8 Deleted", "9 Error creating", "10 Error deleting",
        ]);

    [Fact]
    public void The_refusal_is_made_from_the_row()
    {
        var set = OfferingUserLifecycle.Actions.Single(row => row.Transition.Action == "set_ok");
        OfferingUserLifecycle.RefusalText(set, Ok, set.Transition.From).ShouldBe(
            "Cannot transition to OK from current state: 5. Valid states for operation: Requested, Creating, "
            + "Pending additional validation, Pending account linking, Error creating, Error deleting.");
    }

    [Fact]
    public void No_action_leads_out_of_deleted_or_back_to_where_it_started()
    {
        OfferingUserLifecycle.Actions.ShouldAllBe(row => !row.Transition.From.Contains(Deleted));
        OfferingUserLifecycle.Actions.ShouldAllBe(row => !row.Transition.From.Contains(row.Transition.To));
        OfferingUserLifecycle.Actions.Sum(row => row.Transition.From.Length).ShouldBe(26);
    }
}
