using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Scenarios;

public sealed class AccountLoadingTests
{
    private static WorldData Load(string text) => ScenarioLoader.Load(Scenario.FromText(text));

    private static T Find<T>(WorldData data, TableDefinition<T> table, string key)
        where T : Entity => data.Table(table).Get(Name.Find(data, table.Kind, key).ShouldNotBeNull());

    [Fact]
    public void Options_in_values_become_their_identifiers()
    {
        var data = Load(
            """
            checklists:
              gpu:
                questions:
                  late: {depends_on: [{question: risk, operator: in, value: [{option: high}, other]}]}
                  risk: {question_type: single_select, review_answer_value: {option: low}, options: {low: Low, high: {label: Very high, order: 7}}}
            """);

        var risk = Find(data, Question.Table, "gpu.risk");
        risk.Options.Select(option => (option.Label, option.Order)).ShouldBe([("Low", 0), ("Very high", 7)]);
        var high = Name.Find(data, "question_options", "gpu.risk.high").ShouldNotBeNull();
        risk.Options[1].Uuid.ShouldBe(high);
        risk.ReviewAnswerValue.GetString().ShouldBe(risk.Options[0].Uuid.ToString("n"));
        risk.GuidanceAnswerValue.GetRawText().ShouldBe("[]");
        var late = Find(data, Question.Table, "gpu.late");
        (late.Order, risk.Order, late.Type).ShouldBe((1, 2, QuestionType.Boolean));
        var dependency = late.Dependencies.ShouldHaveSingleItem();
        (dependency.DependsOn, dependency.Operator).ShouldBe((risk.Uuid, ChecklistOperator.In));
        dependency.RequiredAnswerValue.GetRawText().ShouldBe($"[\"{high:n}\",\"other\"]");
    }

    [Fact]
    public void Offerings_find_their_checklist_and_a_parent_further_down()
    {
        var data = Load(
            "customers: {c: }\nchecklists: {gpu: }\nofferings: {a: {customer: c, parent: b}, b: {customer: c, compliance_checklist: gpu}}");

        Find(data, Offering.Table, "a").Parent.ShouldBe(Find(data, Offering.Table, "b").Uuid);
        Find(data, Offering.Table, "b").ComplianceChecklist.ShouldBe(Find(data, Checklist.Table, "gpu").Uuid);
    }

    [Fact]
    public void Course_accounts_have_the_user_that_is_named_or_a_new_one_or_none()
    {
        var data = Load(
            """
            users: {sam: , taken: {username: course_1000}}
            customers: {c: }
            projects: {p: {customer: c, kind: course}}
            course_accounts:
              named: {project: p, user: sam}
              none: {project: p, user: null}
              made: {project: p, email: student@example.com}
              closed: {project: p, state: Closed}
            """);

        User? UserOf(string key) => Find(data, CourseAccount.Table, key).User is { } user ? data.Table(User.Table).Get(user) : null;
        UserOf("named").ShouldBe(Find(data, User.Table, "sam"));
        UserOf("none").ShouldBeNull();
        UserOf("made").ShouldNotBeNull().Username.ShouldBe("course_1001");
        UserOf("made")!.IsActive.ShouldBeTrue();
        UserOf("closed").ShouldNotBeNull().IsActive.ShouldBeFalse();
        Find(data, CourseAccount.Table, "made").Email.ShouldBe("student@example.com");
    }

    [Fact]
    public void Resource_users_have_a_role_of_the_offering_of_their_resource()
    {
        var data = Load(
            """
            users: {sam: }
            customers: {c: }
            projects: {p: {customer: c}}
            offerings: {o: {customer: c, user_roles: {viewer: {name: Viewer}}}}
            resources: {r: {offering: o, project: p}}
            resource_users: {short: {resource: r, role: viewer, user: sam}, long: {resource: r, role: o.viewer, user: sam}}
            """);

        var role = Find(data, OfferingUserRole.Table, "o.viewer");
        role.Name.ShouldBe("Viewer");
        data.Table(ResourceUser.Table).Select(link => link.Role).ShouldBe([role.Uuid, role.Uuid]);
    }
}
