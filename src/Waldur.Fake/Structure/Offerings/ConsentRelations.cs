namespace Waldur.Fake;

/// <summary>What holds of terms of service and of consents to them.</summary>
internal static class ConsentRelations
{
    extension(In<Offering> offering)
    {
        /// <summary>The terms of service in force, or null.</summary>
        public TermsOfService? ActiveTerms
        {
            get
            {
                var all = offering.World.Table(TermsOfService.Table).By(TermsOfService.ByOffering, offering.Uuid);
                for (var index = 0; index < all.Count; index++)
                {
                    if (all[index] is { IsActive: true } terms)
                        return terms;
                }
                return null;
            }
        }
    }

    extension(WorldData data)
    {
        /// <summary>
        /// The consent of a user to the terms of an offering that was not revoked, or null. Whatever version it was given for.
        /// </summary>
        public Consent? ActiveConsent(Guid offering, Guid user) =>
            data.Table(Consent.Table).By(Consent.ByPair, (offering, user)) is [{ RevocationDate: null } consent] ? consent : null;

        /// <summary>What the world says of a setting; null: nothing, so that its default counts.</summary>
        public bool? SettingOf(string name) => data.Table(Setting.Table).By(Setting.ByName, name) is [var setting] ? setting.Value : null;
    }
}
