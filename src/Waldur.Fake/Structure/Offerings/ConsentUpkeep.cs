namespace Waldur.Fake;

/// <summary>
/// What users do about terms of service: they consent, and take it back. Waldur has other pages for it; here a test calls it.
/// </summary>
public static class ConsentUpkeep
{
    extension(World world)
    {
        /// <summary>A user consents to the terms of service of an offering, for the first time or anew.</summary>
        /// <param name="user">The user.</param>
        /// <param name="offering">The offering.</param>
        /// <param name="version">The version; null: that of the terms in force, or <c>1</c> if there are none.</param>
        public Consent Consent(Guid user, Guid offering, string? version = null) => world.Change(changes =>
        {
            version ??= changes.Data.OfferingOf(offering).ActiveTerms?.Version ?? "1";
            var given = changes.Tick();
            return Find(changes.Data, offering, user) is { } before
                ? changes.Update(Fake.Consent.Table, before with { Version = version, AgreementDate = given, RevocationDate = null })
                : changes.Insert(
                    Fake.Consent.Table, new Consent { Offering = offering, User = user, Version = version, AgreementDate = given });
        });

        /// <summary>A user takes a consent back. Records stay as they are; where consent is enforced, others no longer see them.</summary>
        /// <exception cref="ArgumentException">There is no consent to take back.</exception>
        public Consent RevokeConsent(Guid user, Guid offering) => world.Change(changes =>
            Find(changes.Data, offering, user) is { RevocationDate: null } given
                ? changes.Update(Fake.Consent.Table, given with { RevocationDate = changes.Tick() })
                : throw new ArgumentException("The user has not consented to the terms of that offering.", nameof(user)));
    }

    private static Consent? Find(WorldData data, Guid offering, Guid user) =>
        data.Table(Fake.Consent.Table).By(Fake.Consent.ByPair, (offering, user)) is [var consent] ? consent : null;
}
