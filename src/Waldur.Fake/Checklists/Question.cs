using System.Collections.Immutable;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>A question of a checklist, with its options and the answers to other questions that it depends on (section 2.2).</summary>
public sealed record Question : Entity
{
    /// <summary>Questions by checklist.</summary>
    internal static readonly TableIndex<Question, Guid> ByChecklist = TableIndex<Question, Guid>.On(question => question.Checklist);

    /// <summary>Questions by those that they depend on.</summary>
    internal static readonly TableIndex<Question, Guid> ByDependency = TableIndex<Question, Guid>.OnEach(
        question => question.Dependencies.Select(dependency => dependency.DependsOn).Distinct());

    /// <summary>Where questions are kept: by <see cref="Order"/>, then in order of creation.</summary>
    internal static readonly TableDefinition<Question> Table =
        new TableDefinition<Question>("questions", static question => new SortKey(question.Order))
            .With(ByChecklist).With(ByDependency)
            .GoesWith(Fake.Checklist.Table, ByChecklist)
            .MendsItself(ByDependency, static (_, question, gone) => question with
            {
                Dependencies = question.Dependencies.RemoveAll(dependency => dependency.DependsOn == gone),
            });

    private static readonly JsonElement s_emptyList = JsonElement.Parse("[]");

    /// <summary>The checklist.</summary>
    public required Guid Checklist { get; init; }

    /// <summary>The text of the question.</summary>
    public required string Description { get; init; }

    /// <summary>What kind of answer it takes.</summary>
    public QuestionType Type { get; init; } = QuestionType.Boolean;

    /// <summary>Its place in the checklist.</summary>
    public int Order { get; init; }

    /// <summary>Whether the checklist is complete only with an answer to it.</summary>
    public bool Required { get; init; }

    /// <summary>Advice, may be empty.</summary>
    public string UserGuidance { get; init; } = "";

    /// <summary>Whether the advice is shown whatever the answer.</summary>
    public bool AlwaysShowGuidance { get; init; } = true;

    /// <summary>Else: how the answer is compared with <see cref="GuidanceAnswerValue"/>.</summary>
    public ChecklistOperator GuidanceOperator { get; init; } = ChecklistOperator.Equals;

    /// <summary>Else: the value that makes the advice show.</summary>
    public JsonElement GuidanceAnswerValue { get; init; } = s_emptyList;

    /// <summary>How a new answer is compared with <see cref="ReviewAnswerValue"/>.</summary>
    public ChecklistOperator Operator { get; init; } = ChecklistOperator.Equals;

    /// <summary>The value that calls for a review.</summary>
    public JsonElement ReviewAnswerValue { get; init; } = s_emptyList;

    /// <summary>Whether every answer calls for a review.</summary>
    public bool AlwaysRequiresReview { get; init; }

    /// <summary>The least value (number, year, rating), or null.</summary>
    public decimal? MinValue { get; init; }

    /// <summary>The greatest value (number, year, rating), or null.</summary>
    public decimal? MaxValue { get; init; }

    /// <summary>What several dependencies have to do with one another.</summary>
    public DependencyLogic DependencyLogicOperator { get; init; } = DependencyLogic.And;

    /// <summary>The answers to other questions that it depends on, oldest first.</summary>
    public ImmutableArray<QuestionDependency> Dependencies { get; init; } = [];

    /// <summary>The options of a select, in order of creation.</summary>
    public ImmutableArray<QuestionOption> Options { get; init; } = [];

    /// <summary>Endings of file names that are allowed, like <c>.pdf</c>; empty: all.</summary>
    public ImmutableArray<string> AllowedFileTypes { get; init; } = [];

    /// <summary>MIME types that are allowed, <c>type/subtype</c> or <c>type/*</c>; empty: all.</summary>
    public ImmutableArray<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>The greatest size of a file, or null.</summary>
    public int? MaxFileSizeMb { get; init; }

    /// <summary>The greatest number of files, or null.</summary>
    public int? MaxFilesCount { get; init; }
}

/// <summary>An option of a select.</summary>
/// <param name="Uuid">Its identifier.</param>
/// <param name="Label">Its text.</param>
/// <param name="Order">Its place; ties are in order of creation.</param>
public sealed record QuestionOption(Guid Uuid, string Label, int Order = 0);

/// <summary>That a question depends on the answer to another one.</summary>
/// <param name="DependsOn">The other question.</param>
/// <param name="RequiredAnswerValue">What its answer is compared with.</param>
/// <param name="Operator">How.</param>
public sealed record QuestionDependency(
    Guid DependsOn, JsonElement RequiredAnswerValue, ChecklistOperator Operator = ChecklistOperator.Equals);
