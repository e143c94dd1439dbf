namespace Waldur.Fake;

/// <summary>What checklists bring with them. Who fills them in is told by who has to: offering users.</summary>
internal static class ChecklistModule
{
    public static Module Module { get; } = new() { Tables = [Checklist.Table, Question.Table], Kinds = [ChecklistKind.Kind] };
}
