using System.Globalization;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Checklists;

public sealed class ChecklistTests
{
    private const string Two = "q0: {question_type: boolean, required: true}, q1: {question_type: file, depends_on: [{question: q0, value: true}]}";
    private const string File = """{"name":"a.txt","content":"YQ=="}""";

    [Fact]
    public void Five_hundred_questions_that_hang_on_one_another_are_answered_at_once()
    {
        const int Count = 500;
        // Each hangs on the one before it; every fourth is required, every fifth answer calls for a review.
        var site = new ChecklistSite(string.Join(", ", Enumerable.Range(0, Count).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $"q{number}: {{description: Question {number}, question_type: number, order: {number}, required: {(number % 4 == 0 ? "true" : "false")}, "
                + $"operator: equals, review_answer_value: {(number % 5 == 0 ? number + 1 : -1)}"
                + $"{(number > 0 ? $", depends_on: [{{question: q{number - 1}, value: {number}}}]" : "")}}}"))));
        site.Get("u", "checklist").Should(200).Json.GetProperty("questions").GetArrayLength().ShouldBe(1);

        // The answer to question n is n + 1, which shows the next one; the last ten are left out.
        var done = site.Submit(
            "u", Enumerable.Range(0, Count - 10).Select(number => (number, (number + 1).ToString(CultureInfo.InvariantCulture))))
            .Should(200).Json.GetProperty("completion");
        done.GetProperty("completion_percentage").GetDouble().ShouldBe(98.0);
        done.GetProperty("is_completed").GetBoolean().ShouldBeFalse();
        done.GetProperty("unanswered_required_questions").EnumerateArray().Select(
            question => question.GetProperty("description").GetString())
            .ShouldBe(["Question 492", "Question 496"]);

        var questions = site.Get("u", "checklist").Should(200).Json.GetProperty("questions").EnumerateArray().ToList();
        questions.Count.ShouldBe(Count - 9);
        for (var number = 0; number < Count - 10; number++)
        {
            questions[number].GetProperty("description").GetString().ShouldBe($"Question {number.ToString(CultureInfo.InvariantCulture)}");
            questions[number].GetProperty("existing_answer").GetProperty("answer_data").GetInt32().ShouldBe(number + 1);
        }
        var review = site.Get("p", "completion_review_status").Should(200).Json;
        review.GetProperty("requires_review").GetBoolean().ShouldBeTrue();
        review.GetProperty("review_trigger_summary").EnumerateArray().Select(entry => entry.GetProperty("answer").GetInt32())
            .ShouldBe(Enumerable.Range(0, 98).Select(number => number * 5 + 1));
    }

    [Fact]
    public void A_checklist_switched_begins_anew_and_one_detached_takes_everything_along()
    {
        var site = new ChecklistSite(Two);
        site.Submit("u", (0, "true")).Should(200);
        var first = site.World.CompletionOf(site.Record).ShouldNotBeNull();
        site.World.AttachChecklist(site.Offering, site.Checklist);
        site.World.CompletionOf(site.Record).ShouldBe(first);

        var other = site.World.Change(changes => changes.Insert(Checklist.Table, new Checklist { Name = "Other" }));
        site.World.AttachChecklist(site.Offering, other);
        var second = site.World.CompletionOf(site.Record).ShouldNotBeNull();
        second.Checklist.ShouldBe(other.Uuid);
        site.World.Data.Table(ChecklistCompletion.Table).ShouldBe([second]);
        site.World.Data.Table(ChecklistAnswer.Table).ShouldBeEmpty();

        site.World.DetachChecklist(site.Offering);
        site.World.CompletionOf(site.Record).ShouldBeNull();
        site.World.Data.Table(ChecklistCompletion.Table).ShouldBeEmpty();
        site.Get("u", "checklist").Should(400, """{"detail":"No checklist configured for this object"}""");
    }

    [Fact]
    public void An_offering_takes_only_a_checklist_of_its_own_type()
    {
        var site = new ChecklistSite(Two);
        var other = site.World.Change(
            changes => changes.Insert(Checklist.Table, new Checklist { Name = "Other", Type = ChecklistType.ProjectMetadata }));
        var before = site.World.Data;
        Should.Throw<ArgumentException>(() => site.World.AttachChecklist(site.Offering, other));
        site.World.Data.SameRows(before).ShouldBeTrue();
    }

    [Fact]
    public void A_checklist_deleted_takes_questions_and_completions_along_and_leaves_the_offering()
    {
        var site = new ChecklistSite(Two);
        site.Submit("u", (0, "true"), (1, File)).Should(200);
        site.World.DeleteChecklist(site.Checklist);
        site.Offering.ComplianceChecklist.ShouldBeNull();
        site.World.Data.Table(Question.Table).ShouldBeEmpty();
        site.World.Data.Table(ChecklistCompletion.Table).ShouldBeEmpty();
        site.World.Data.Table(ChecklistAnswer.Table).ShouldBeEmpty();
    }

    [Fact]
    public void A_question_deleted_takes_answers_and_dependencies_along()
    {
        var site = new ChecklistSite(Two);
        site.Submit("u", (0, "true"), (1, File)).Should(200);
        site.World.Change(changes => changes.Delete(Question.Table, site.Question(0)));
        site.World.Data.Table(Question.Table).ShouldHaveSingleItem().Dependencies.ShouldBeEmpty();
        site.World.Data.Table(ChecklistAnswer.Table).ShouldHaveSingleItem().Question.ShouldBe(site.Question(1));
    }

    [Fact]
    public void Who_leaves_takes_answers_and_reviews_along()
    {
        var site = new ChecklistSite(Two);
        site.Submit("u", (0, "true")).Should(200);
        site.Submit("staff", (0, "false")).Should(200);
        var reviewer = site.World.Data.Table(User.Table).Get(site.Named("users", "staff"));
        site.World.Review(site.Record, reviewer, "fine").ReviewNotes.ShouldBe("fine");
        site.World.Change(changes => changes.Delete(User.Table, reviewer.Uuid));
        site.World.CompletionOf(site.Record).ShouldNotBeNull().ReviewedBy.ShouldBeNull();
        site.World.Data.Table(ChecklistAnswer.Table).ShouldHaveSingleItem().User.ShouldBe(site.Record.User);

        site.World.Change(changes => OfferingUserRecords.Delete(changes, site.Record));
        site.World.Data.Table(ChecklistCompletion.Table).ShouldBeEmpty();
        site.World.Data.Table(ChecklistAnswer.Table).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_kept_without_its_content_when_it_is_new_and_as_sent_when_it_replaces_another()
    {
        var site = new ChecklistSite(Two);
        site.Submit("u", (1, File)).Should(200);
        var kept = site.World.Data.Table(ChecklistAnswer.Table).ShouldHaveSingleItem();
        kept.Data.EnumerateObject().Select(member => member.Name).ShouldBe(["name", "size", "mime_type", "stored_file_id"]);
        (kept.Data.GetProperty("size").GetInt32(), kept.Data.GetProperty("mime_type").GetString()).ShouldBe((1, "text/plain"));

        site.Submit("u", (1, File)).Should(200);
        var replaced = site.World.Data.Table(ChecklistAnswer.Table).ShouldHaveSingleItem();
        (replaced.Uuid, replaced.Created, replaced.Data.GetRawText()).ShouldBe((kept.Uuid, kept.Created, File));
    }

    [Fact]
    public void A_submission_is_no_event_and_moves_the_completion_only()
    {
        var site = new ChecklistSite(Two);
        var (record, completion, events) = (site.Record, site.World.CompletionOf(site.Record)!, site.World.Data.Events.Count);
        site.Post("u", "[]").Should(200);
        site.World.CompletionOf(site.Record)!.Modified.ShouldBeGreaterThan(completion.Modified);
        site.Record.ShouldBe(record);
        site.World.Data.Events.Count.ShouldBe(events);
    }

    [Fact]
    public void A_NUL_beside_a_bad_answer_is_no_crash_and_alone_it_is()
    {
        const string Texts = "q0: {question_type: text_input}, q1: {question_type: boolean}";
        var server = new ChecklistSite(Texts, Fidelity.Server);
        server.Submit("u", (0, "\"a\\u0000\""), (1, "5")).Should(400).Json[0].GetPropertyCount().ShouldBe(0);
        server.Submit("u", (1, "true"), (0, "\"a\\u0000\"")).Should(500).Divergence.ShouldBe("server-crash");
        server.World.Data.Table(ChecklistAnswer.Table).ShouldBeEmpty();

        var documented = new ChecklistSite(Texts);
        documented.Submit("u", (0, "\"a\\u0000\""), (1, "5")).Should(400).Json[0].GetPropertyCount().ShouldBe(1);
    }

    [Fact]
    public void The_number_of_a_user_depends_on_its_identifier_alone()
    {
        ChecklistContract.NumberOf(new("ff000001-0000-0000-0000-000000000000")).ShouldBe(0x7F000001);
        ChecklistContract.NumberOf(new("80000000-1234-0000-0000-000000000000")).ShouldBe(1);
    }
}
