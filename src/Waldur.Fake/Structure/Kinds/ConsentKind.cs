using static Waldur.Fake.Forms;

namespace Waldur.Fake;

/// <summary>Consents of people to an offering's terms of service.</summary>
internal static class ConsentKind
{
    public static readonly Kind<Consent> Kind = new(
        Consent.Table, "consent", "A consent of a person to an offering's terms of service.",
        _ => new() { Offering = default, User = default, Version = "" }, "Consents of people to an offering's terms of service.",
        finish: Finish, place: 8, isLast: true)
    {
        { "offering", Ref(Offering.Table), c => c.Offering, (c, v) => c with { Offering = v }, "The offering.", Required },
        { "user", Ref(User.Table), c => c.User, (c, v) => c with { User = v }, "The person.", Required },
        { "version", TextUpTo(50), c => c.Version, (c, v) => c with { Version = v }, "The version of the terms that was agreed to." },
        { "agreement_date", Moment, c => c.AgreementDate, (c, v) => c with { AgreementDate = v }, "When it was given.", "`created`" },
        { "revocation_date", OrNull(Moment), c => c.RevocationDate, (c, v) => c with { RevocationDate = v }, "When it was taken back." },
    };

    private static Consent Finish(Consent consent, Reading reading)
    {
        if (consent.AgreementDate == default)
            consent = consent with { AgreementDate = reading.Created(consent) };
        if (consent.RevocationDate < consent.AgreementDate)
            reading.Wrong("revocation_date", "the consent is revoked before it is given");
        if (consent.Offering != default && consent.User != default)
        {
            reading.Unique(
                "user", (consent.Offering, consent.User),
                other => $"{other} is the consent of {reading.Text("user")} to {reading.Text("offering")} already");
        }
        return consent;
    }
}
