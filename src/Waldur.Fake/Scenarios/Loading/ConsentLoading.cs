
namespace Waldur.Fake;

/// <summary>Consents to terms of service.</summary>
internal static class ConsentLoading
{
    public static void Load(ScenarioContents scenario, LoadContext context)
    {
        foreach (var consent in scenario.Consents)
        {
            context.Insert(Consent.Table, consent.Key, consent, new Consent
            {
                Offering = context.Id(Offering.Table, consent.Offering),
                User = context.Id(User.Table, consent.User),
                Version = consent.Version,
                AgreementDate = consent.AgreementDate ?? consent.Created ?? context.Clock,
                RevocationDate = consent.RevocationDate,
            });
        }
    }
}
