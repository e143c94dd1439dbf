namespace Waldur.Fake;

/// <summary>What of offering users goes over the wire, as tables (sections 2, 4 and 5).</summary>
internal static class OfferingUserContract
{
    /// <summary>The greatest length of the URL of a comment.</summary>
    internal const int MaxUrl = 200;

    /// <summary>The route that links to offering users lead to.</summary>
    public static readonly LinkTarget Links = new("marketplace-offering-users");

    private static readonly WireType<string> s_url = WireTypes.Text.Documented(Shape.Formatted("uri"));

    private static readonly Representation<User> s_ofUser = new()
    {
        { "user_uuid",      WireTypes.Uuid,  user => user.Uuid },
        { "user_username",  WireTypes.Text,  user => user.It.Username },
        { "user_full_name", WireTypes.Text,  user => user.It.FullName },
        { "user_email",     WireTypes.Email, user => user.It.Email },
    };

    private static readonly Representation<Offering> s_ofOffering = new()
    {
        { "customer_uuid", WireTypes.Uuid, offering => offering.It.Customer },
        { "customer_name", WireTypes.Text, offering => offering.Customer.It.Name },
    };

    /// <summary>The whole object: the answer to list and retrieve, and to writes as they are documented.</summary>
    public static readonly Representation<OfferingUser> Details = new("OfferingUser")
    {
        { "url",                          WireTypes.Url,        r => new Link(Links, r.Uuid) },
        { "uuid",                         WireTypes.Uuid,       r => r.Uuid },
        { "user",                         WireTypes.Url,        r => new Link(StructureLinks.Users, r.It.User) },
        { "offering",                     WireTypes.Url,        r => new Link(StructureLinks.ProviderOfferings, r.It.Offering) },
        { "username",                     WireTypes.TextOrNull, r => r.It.Username },
        { "offering_uuid",                WireTypes.Uuid,       r => r.It.Offering },
        { "offering_name",                WireTypes.Text,       r => r.Offering.It.Name },
        { s_ofUser,                                             r => r.User },
        { "created",                      WireTypes.DateTime,   r => r.It.Created },
        { "modified",                     WireTypes.DateTime,   r => r.It.Modified },
        { s_ofOffering,                                         r => r.Offering },
        { "is_restricted",                WireTypes.Bool,       r => r.It.IsRestricted },
        { "state",                        WireTypes.Choice(OfferingUserLifecycle.Labels), r => r.It.State },
        { "service_provider_comment",     WireTypes.Text,       r => r.It.ServiceProviderComment },
        { "service_provider_comment_url", s_url,                r => r.It.ServiceProviderCommentUrl },
        { "has_consent",                  WireTypes.Bool,       r => r.HasConsent },
        { "requires_reconsent",           WireTypes.Bool,       r => r.RequiresReconsent },
        { "has_compliance_checklist",     WireTypes.Bool,       r => r.HasChecklist },
    };

    /// <summary>The answer to <c>update_comments</c>.</summary>
    public static readonly Representation<OfferingUser> Comments = new("OfferingUserServiceProviderComment")
    {
        Details.Only("service_provider_comment", "service_provider_comment_url"),
    };

    /// <summary>The filters of the list.</summary>
    public static readonly FilterTable<OfferingUser> Filters = new()
    {
        { "state",                Match.Label(OfferingUserLifecycle.Labels, OfferingUser.OfState) },
        { "offering_uuid",        Match.AnyUuid(OfferingUser.OfOffering) },
        { "offering_slug",        Match.AnyText(OfferingUser.OfOfferingSlug) },
        { "offering",             Match.Link(StructureLinks.ProviderOfferings, OfferingUser.OfOffering) },
        { "parent_offering_uuid", Match.Uuid(OfferingUser.OfParentOffering) },
        { "provider_uuid",        Match.Uuid(OfferingUser.OfProvider) },
        { "user_uuid",            Match.Uuid(OfferingUser.OfUser) },
        { "user_username",        Match.Exact(OfferingUser.OfUserUsername) },
        { "query",
            Match.Contains<OfferingUser>(r => r.Offering.It.Name, r => r.It.Username, r => r.User.It.FirstName, r => r.User.It.LastName) },
        { "is_restricted",        Match.Flag(OfferingUser.OfRestriction) },
        { "has_consent",          Match.Boolean(OfferingUser.OfConsent) },
        { "created",              Match.Since<OfferingUser>(r => r.It.Created) },
        { "modified",             Match.Since<OfferingUser>(r => r.It.Modified) },
    };

    /// <summary>What the list can be ordered by.</summary>
    public static readonly Ordering<OfferingUser> Order = new()
    {
        { "created",  OfferingUser.Table.Of(r => SortKey.Of(r.Created)) },
        { "modified", OfferingUser.Table.Of(r => SortKey.Of(r.Modified)) },
        { "username", OfferingUser.Table.Of(r => SortKey.Of(r.Username)) },
    };

    /// <summary>
    /// The answer to POST, PUT and PATCH. As the server gives it: without the two identifiers, but for an echo of those that were sent. The
    /// sides differ in nothing else, and not where <c>?field=</c> leaves both out.
    /// </summary>
    public static readonly Reply<Draft<OfferingUser>> Written = new ObjectTable<Draft<OfferingUser>>("OfferingUser")
    {
        { Details.Until("offering_uuid"), d => d.Subject },
        { "offering_uuid", WireTypes.Uuid, d => SentOffering(d).GetValueOrDefault(), d => SentOffering(d) is not null },
        { Details.Only("offering_name"), d => d.Subject },
        { "user_uuid", WireTypes.Uuid, d => SentUser(d).GetValueOrDefault(), d => SentUser(d) is not null },
        { Details.From("user_username"), d => d.Subject },
    }.Reply(selectable: true) with { Documented = (OfferingUserDivergences.WriteUuids, Details.AfterWrite(selectable: true), Differs) };

    /// <summary>What is sent: the fields of the bodies.</summary>
    public static class Sent
    {
        /// <summary>The user, among all of them, not only visible ones.</summary>
        public static readonly LinkField<User> User = new("user", StructureLinks.Users, Fake.User.Table);

        /// <summary>The offering, among all of them.</summary>
        public static readonly LinkField<Offering> Offering = new("offering", StructureLinks.ProviderOfferings, Fake.Offering.Table);

        /// <summary>The name at the provider.</summary>
        public static readonly TextField Username = new("username") { Max = 100, MayBeBlank = true, MayBeNull = true };

        /// <summary>The offering by its identifier.</summary>
        public static readonly UuidRelationField<Offering> OfferingUuid = new("offering_uuid", Fake.Offering.Table);

        /// <summary>The user by its identifier.</summary>
        public static readonly UuidRelationField<User> UserUuid = new("user_uuid", Fake.User.Table);

        /// <summary>The body of create, PUT and PATCH.</summary>
        public static readonly BodyFields<OfferingUser> All = new("OfferingUserRequest")
        {
            { User,         (record, user) => record with { User = user.Uuid } },
            { Offering,     (record, offering) => record with { Offering = offering.Uuid } },
            { Username,     (record, username) => record with { Username = username } },
            { OfferingUuid, NotStored.OnlyChecked },
            { UserUuid,     NotStored.OnlyChecked },
        };

        /// <summary>A comment on a transition.</summary>
        public static readonly TextField Comment = new("comment") { MayBeBlank = true, Clean = CommentHtml.Clean };

        /// <summary>A URL beside it. The server has no rule for its length here, though its column has.</summary>
        public static readonly TextField CommentUrl = new("comment_url") { MayBeBlank = true, Format = "uri", Rule = NotAUrl };

        /// <summary>The body of the two actions that lead to a pending state.</summary>
        public static readonly BodyFields<OfferingUser> Pending = new("OfferingUserStateTransitionRequest")
        {
            { Comment,    (record, comment) => record with { ServiceProviderComment = comment } },
            { CommentUrl, (record, url) => record with { ServiceProviderCommentUrl = url } },
        };

        public static readonly TextField ServiceProviderComment = new("service_provider_comment") {
            MayBeBlank = true, Clean = CommentHtml.Clean };

        public static readonly TextField ServiceProviderCommentUrl =
            new("service_provider_comment_url") { Max = MaxUrl, MayBeBlank = true, Format = "uri", Rule = NotAUrl };

        /// <summary>The body of <c>update_comments</c>.</summary>
        public static readonly BodyFields<OfferingUser> Comments = new("OfferingUserServiceProviderCommentRequest")
        {
            { ServiceProviderComment,    (record, comment) => record with { ServiceProviderComment = comment } },
            { ServiceProviderCommentUrl, (record, url) => record with { ServiceProviderCommentUrl = url } },
        };

        /// <summary>Whether the user is kept out.</summary>
        public static readonly BoolField IsRestricted = new("is_restricted") { Required = true };

        /// <summary>The body of <c>update_restricted</c>.</summary>
        public static readonly BodyFields<OfferingUser> Restriction = new("OfferingUserUpdateRestrictionRequest")
        {
            { IsRestricted, (record, isRestricted) => record with { IsRestricted = isRestricted } },
        };

        private static string? NotAUrl(string text) => UrlRule.IsValid(text) ? null : "Enter a valid URL.";
    }

    extension(In<OfferingUser> record)
    {
        public In<Offering> Offering => record.World.OfferingOf(record.It.Offering);

        public In<User> User => record.World.UserOf(record.It.User);

        /// <summary>The user's consent that was not revoked, or null.</summary>
        public Consent? Consent => record.World.ActiveConsent(record.It.Offering, record.It.User);

        /// <summary>Whether terms of service are in force and the user has consented to them, in whatever version.</summary>
        public bool HasConsent => record.Consent is not null && record.Offering.ActiveTerms is not null;

        /// <summary>Whether the user has consented to another version of terms that want a new consent.</summary>
        public bool RequiresReconsent =>
            record.Consent is { } consent
            && record.Offering.ActiveTerms is { RequiresReconsent: true } terms
            && !string.Equals(terms.Version, consent.Version, StringComparison.Ordinal);

        /// <summary>Whether there is a checklist for the user to fill in.</summary>
        public bool HasChecklist => record.World.CompletionOf(record.It) is not null;
    }

    private static Guid? SentOffering(Draft<OfferingUser> draft) => draft.Sent.Get(Sent.OfferingUuid)?.Uuid;

    private static Guid? SentUser(Draft<OfferingUser> draft) => draft.Sent.Get(Sent.UserUuid)?.Uuid;

    private static bool Differs(Call call, Draft<OfferingUser> draft)
    {
        var asked = FieldSelection.Of(call.Query, Details.Names);
        return (asked?.Has("offering_uuid") != false && SentOffering(draft) != draft.Row.Offering)
            || (asked?.Has("user_uuid") != false && SentUser(draft) != draft.Row.User);
    }
}
