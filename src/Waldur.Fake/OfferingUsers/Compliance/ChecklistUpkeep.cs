
namespace Waldur.Fake;

/// <summary>What happens to checklists outside the API of these groups: they are attached, taken away and reviewed elsewhere in Waldur.</summary>
public static class ChecklistUpkeep
{
    extension(World world)
    {
        /// <summary>
        /// Gives an offering a checklist: each of its users, in every state, has it to fill in from now on. What they had filled in of
        /// another one is deleted; what they had of this one stays.
        /// </summary>
        /// <exception cref="ArgumentException">The checklist is not of the type <c>offering_compliance</c>.</exception>
        public void AttachChecklist(Offering offering, Checklist checklist) =>
            world.Change(changes => changes.AttachChecklist(offering.Uuid, checklist.Uuid));

        /// <summary>Takes the checklist of an offering away, with all that was filled in.</summary>
        public void DetachChecklist(Offering offering) => world.Change(changes => changes.AttachChecklist(offering.Uuid, null));

        /// <summary>Deletes a checklist, with its questions and all that was filled in; its offerings have none then.</summary>
        public void DeleteChecklist(Checklist checklist) => world.Change(changes => changes.Delete(Checklist.Table, checklist.Uuid));

        /// <summary>Notes that somebody has reviewed what an offering user filled in.</summary>
        /// <exception cref="InvalidOperationException">The offering has no checklist.</exception>
        public ChecklistCompletion Review(OfferingUser record, User reviewer, string notes = "") => world.Change(changes => changes.Update(
            ChecklistCompletion.Table,
            Needed(changes.Data.CompletionOf(record)) with { ReviewedBy = reviewer.Uuid, ReviewedAt = changes.Data.Now, ReviewNotes = notes }));

        /// <summary>What an offering user has filled in so far of the offering's checklist; null: there is none.</summary>
        public ChecklistCompletion? CompletionOf(OfferingUser record) => world.Data.CompletionOf(record);

        /// <summary>The answers of a completion, oldest first.</summary>
        public IReadOnlyList<ChecklistAnswer> AnswersOf(ChecklistCompletion completion) => [.. world.Data.AnswersOf(completion.Uuid)];
    }

    private static ChecklistCompletion Needed(ChecklistCompletion? completion) =>
        completion ?? throw new InvalidOperationException("The offering has no checklist.");
}
