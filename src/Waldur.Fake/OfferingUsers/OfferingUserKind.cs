using System.Collections.Immutable;
using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Offering users, as scenario files have them.</summary>
internal static class OfferingUserKind
{
    private static readonly Pool s_offerings = new(Offering.Table, each: 100);
    private static readonly Pool s_users = new(User.Table, each: 1);

    public static readonly GenerateOption<int> Answered =
        GenerateOption.Share("answered", "How many of a hundred questions of checklists are answered.", otherwise: 70);

    public static readonly GenerateOption<ImmutableArray<Named<int>>> States = GenerateOption.Weights(
        "offering_user_states", OfferingUserLifecycle.Labels.All, "Weights of the states of offering users.",
        ("OK", 70), ("Requested", 6), ("Creating", 4), ("Pending account linking", 4), ("Pending additional validation", 4),
        ("Requested deletion", 3), ("Deleting", 2), ("Deleted", 3), ("Error creating", 2), ("Error deleting", 2));

    public static readonly Kind<OfferingUser> Kind = new(
        OfferingUser.Table, "offering_user", "An account of a person at an offering.",
        _ => new() { Offering = default, User = default, State = default }, "Accounts of people at an offering.",
        link: OfferingUserContract.Links, finish: Finish,
        drawing: new("How many offering users: `offering-user-1` …, most with a consent of the same name.", Draw)
        {
            Pools = [s_offerings, s_users], Besides = DrawConsent, Options = [Answered, States],
        },
        place: 11)
    {
        { "offering", Ref(Offering.Table), o => o.Offering, (o, v) => o with { Offering = v }, "The offering.", Required },
        { "user", Ref(User.Table), o => o.User, (o, v) => o with { User = v },
            "The person; an offering has one account of each.", Required },
        { "username", OrNone(TextUpTo(100)), o => o.Username, (o, v) => o with { Username = v }, "The account's name at the site." },
        {
            "state", Label(OfferingUserLifecycle.Labels), o => o.State, (o, v) => o with { State = v }, "Its state.",
            "`OK` with a username, `Requested` without"
        },
        { "is_restricted", Flag, o => o.IsRestricted, (o, v) => o with { IsRestricted = v }, "Is the person restricted?" },
        {
            "service_provider_comment", Text, o => o.ServiceProviderComment, (o, v) => o with { ServiceProviderComment = v },
            "What the provider says about it."
        },
        {
            "service_provider_comment_url", TextUpTo(200), o => o.ServiceProviderCommentUrl,
            (o, v) => o with { ServiceProviderCommentUrl = v },
            "Where the provider says more."
        },
        new CompletionField(),
        new CompletionField.Former(),
    };

    private static OfferingUser Finish(OfferingUser record, Reading reading)
    {
        if (record.Offering != default && record.User != default)
        {
            reading.Unique(
                "user", (record.Offering, record.User),
                other => $"{other} is the account of {reading.Text("user")} at {reading.Text("offering")} already");
        }
        if (record.State == default)
            record = record with { State = string.IsNullOrEmpty(record.Username) ? OfferingUserState.Requested : OfferingUserState.Ok };
        CompletionField.Begin(record, reading);
        return record;
    }

    private static Drawn Draw(Draw draw, int number)
    {
        var (username, _) = UserKind.Person(draw, number);
        var (offering, state) = (OfferingOf(draw, number), draw.Weighed(States));
        var pending = state.StartsWith("Pending", StringComparison.Ordinal);
        var record = new Drawn
        {
            { "created", draw.Moment() },
            { "offering", s_offerings.Key(offering) },
            { "user", s_users.Key(number) },
            // The states that a username turns into OK have none.
            { "username", state is "Requested" or "Creating" or "Error creating" || pending ? null : username },
            { "state", state },
            { "is_restricted", draw.Chance(3) },
            { "service_provider_comment", pending ? "Please answer our mail first" : "" },
        };
        if (OfferingKind.HasChecklist(offering))
            record.Add("completion", CompletionField.Draw(draw, draw.Asked(Answered)));
        return record;
    }

    /// <summary>The consent that goes with an offering user.</summary>
    private static void DrawConsent(Draw draw, int number)
    {
        var offering = OfferingOf(draw, number);
        var created = draw.For("consents", number).Moment();
        if (draw.Chance(10))
            return;
        draw.Add(Consent.Table.Kind, Fake.Draw.Key("offering-user", number), new Drawn
        {
            { "created", created }, { "offering", s_offerings.Key(offering) }, { "user", s_users.Key(number) }, { "version", "1" },
            { "agreement_date", created },
        }.Map);
    }

    /// <summary>The offering is the first thing that is drawn for an offering user, so that its consent can tell it too.</summary>
    private static int OfferingOf(Draw draw, int number) =>
        draw.For("offering_users", number).Fake.Random.Int(1, s_offerings.First(number));
}
