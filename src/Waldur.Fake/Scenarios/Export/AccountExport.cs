
namespace Waldur.Fake;

/// <summary>The accounts of the four groups, and consents.</summary>
internal static class AccountExport
{
    public static Objects<ScenarioRobotAccount> RobotAccounts(WorldData data, ExportKeys keys) => data.All(RobotAccount.Table, keys, account => new ScenarioRobotAccount
    {
        Resource = keys.Of(Resource.Table, account.Resource),
        Type = account.Type,
        Username = account.Username,
        Description = account.Description,
        State = RobotAccountLifecycle.Labels[account.State],
        ErrorMessage = account.ErrorMessage,
        ErrorTraceback = account.ErrorTraceback,
        Users = [.. account.Users.Select(user => keys.Of(User.Table, user))],
        ResponsibleUser = keys.OrNull(User.Table, account.ResponsibleUser),
        Keys = account.Keys,
        BackendId = account.BackendId,
    });

    public static Objects<ScenarioOfferingUser> OfferingUsers(WorldData data, ExportKeys keys) => data.All(OfferingUser.Table, keys, record => new ScenarioOfferingUser
    {
        Offering = keys.Of(Offering.Table, record.Offering),
        User = keys.Of(User.Table, record.User),
        Username = record.Username,
        State = OfferingUserLifecycle.Labels[record.State],
        IsRestricted = record.IsRestricted,
        ServiceProviderComment = record.ServiceProviderComment,
        ServiceProviderCommentUrl = record.ServiceProviderCommentUrl,
        Completion = ChecklistExport.Completion(data, keys, record),
    });

    public static Objects<ScenarioResourceUser> ResourceUsers(WorldData data, ExportKeys keys) => data.All(ResourceUser.Table, keys, link => new ScenarioResourceUser
    {
        Resource = keys.Of(Resource.Table, link.Resource),
        Role = keys.Of(OfferingUserRole.Table, link.Role),
        User = keys.Of(User.Table, link.User),
    });

    public static Objects<ScenarioCourseAccount> CourseAccounts(WorldData data, ExportKeys keys) => data.All(CourseAccount.Table, keys, account => new ScenarioCourseAccount
    {
        Project = keys.Of(Project.Table, account.Project),
        User = keys.OrNull(User.Table, account.User),
        HasNoUser = account.User is null,
        Email = account.Email,
        Description = account.Description,
        State = CourseAccountLifecycle.Labels[account.State],
        ErrorMessage = account.ErrorMessage,
        ErrorTraceback = account.ErrorTraceback,
    });

    public static Objects<ScenarioConsent> Consents(WorldData data, ExportKeys keys) => data.All(Consent.Table, keys, consent => new ScenarioConsent
    {
        Offering = keys.Of(Offering.Table, consent.Offering),
        User = keys.Of(User.Table, consent.User),
        Version = consent.Version,
        AgreementDate = consent.AgreementDate,
        RevocationDate = consent.RevocationDate,
    });
}
