
namespace Waldur.Fake;

/// <summary>An account of a person at an offering.</summary>
internal sealed record ScenarioOfferingUser : ScenarioObject
{
    public string Offering { get; init; } = "";

    public string User { get; init; } = "";

    public string? Username { get; init; }

    /// <summary>Null means OK with a username and Requested without.</summary>
    public string? State { get; init; }

    public bool IsRestricted { get; init; }

    public string ServiceProviderComment { get; init; } = "";

    public string ServiceProviderCommentUrl { get; init; } = "";

    public ScenarioCompletion? Completion { get; init; }

    public static readonly Shape<ScenarioOfferingUser> Table = new("offering_user", "An account of a person at an offering.")
    {
        Stamped<ScenarioOfferingUser>(),
        { "offering", Forms.Ref("offerings"), o => o.Offering, (o, v) => o with { Offering = v }, "The offering.", Need.Required },
        { "user", Forms.Ref("users"), o => o.User, (o, v) => o with { User = v }, "The person; an offering has one account of each.", Need.Required },
        {
            "username", Forms.TextUpTo(100), o => o.Username, (o, v) => o with { Username = v },
            "The account's name at the site.", o => o with { Username = null }
        },
        {
            "state", Forms.OneOf(Names.OfferingUserStates), o => o.State, (o, v) => o with { State = v },
            "Its state.", "`OK` with a username, `Requested` without"
        },
        { "is_restricted", Forms.Flag, o => o.IsRestricted, (o, v) => o with { IsRestricted = v }, "Is the person restricted?" },
        { "service_provider_comment", Forms.Text, o => o.ServiceProviderComment, (o, v) => o with { ServiceProviderComment = v }, "What the provider says about it." },
        {
            "service_provider_comment_url", Forms.TextUpTo(200), o => o.ServiceProviderCommentUrl, (o, v) => o with { ServiceProviderCommentUrl = v },
            "Where the provider says more."
        },
        {
            "completion", ScenarioCompletion.Table, o => o.Completion, (o, v) => o with { Completion = v },
            "How far the offering's checklist is answered. The offering must have one.", o => o with { Completion = null }
        },
    };
}

/// <summary>How far a checklist is answered.</summary>
internal sealed record ScenarioCompletion : ScenarioObject
{
    public bool IsCompleted { get; init; }

    public string? ReviewedBy { get; init; }

    public DateTime? ReviewedAt { get; init; }

    public string ReviewNotes { get; init; } = "";

    public IReadOnlyList<ScenarioAnswer> Answers { get; init; } = [];

    public static readonly Shape<ScenarioCompletion> Table = new("completion", "How far a checklist is answered.")
    {
        Stamped<ScenarioCompletion>(),
        { "is_completed", Forms.Flag, c => c.IsCompleted, (c, v) => c with { IsCompleted = v }, "What the last submission found (the server stores it)." },
        { "reviewed_by", Forms.Ref("users"), c => c.ReviewedBy, (c, v) => c with { ReviewedBy = v }, "Who reviewed it.", c => c with { ReviewedBy = null } },
        { "reviewed_at", Forms.Moment, c => c.ReviewedAt, (c, v) => c with { ReviewedAt = v }, "When it was reviewed.", c => c with { ReviewedAt = null } },
        { "review_notes", Forms.Text, c => c.ReviewNotes, (c, v) => c with { ReviewNotes = v }, "What the reviewer wrote." },
        { "answers", Forms.List(ScenarioAnswer.Table), c => c.Answers, (c, v) => c with { Answers = v }, "The answers, oldest first." },
    };
}

/// <summary>An answer to a question.</summary>
internal sealed record ScenarioAnswer : ScenarioObject
{
    public string Question { get; init; } = "";

    public string? User { get; init; }

    public Node? Value { get; init; }

    public bool? RequiresReview { get; init; }

    public static readonly Shape<ScenarioAnswer> Table = new("answer", "An answer to a question of the offering's checklist.")
    {
        Stamped<ScenarioAnswer>(),
        { "question", Forms.Text, a => a.Question, (a, v) => a with { Question = v }, "Key of the question.", Need.Required },
        { "user", Forms.Ref("users"), a => a.User, (a, v) => a with { User = v }, "Who answered.", "the person of the account" },
        { "value", Forms.Json, a => a.Value, (a, v) => a with { Value = v }, "The answer. `{option: high}` stands for the identifier of an option.", Need.Required },
        { "requires_review", Forms.Flag, a => a.RequiresReview, (a, v) => a with { RequiresReview = v }, "Was it found to need a review?", "as the question's rule says" },
    };
}
