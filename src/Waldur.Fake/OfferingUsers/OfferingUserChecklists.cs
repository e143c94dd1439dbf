namespace Waldur.Fake;

/// <summary>
/// What offering users have to do with the checklist of their offering (checklists, section 3). Checklists are attached, taken away and
/// reviewed elsewhere in Waldur: here a test calls it.
/// </summary>
public static class OfferingUserChecklists
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
            (changes.Data.CompletionOf(record) ?? throw new InvalidOperationException("The offering has no checklist."))
                with { ReviewedBy = reviewer.Uuid, ReviewedAt = changes.Data.Now, ReviewNotes = notes }));

        /// <summary>What an offering user has filled in so far of the offering's checklist; null: there is none.</summary>
        public ChecklistCompletion? CompletionOf(OfferingUser record) => world.Data.CompletionOf(record);

        /// <summary>The answers of a completion, oldest first.</summary>
        public IReadOnlyList<ChecklistAnswer> AnswersOf(ChecklistCompletion completion) => [.. world.Data.AnswersOf(completion.Uuid)];
    }

    extension(WorldData data)
    {
        /// <summary>
        /// The completion that counts for an offering user: that of the offering's present checklist; null: there is none.
        /// </summary>
        internal ChecklistCompletion? CompletionOf(OfferingUser record) =>
            data.OfferingOf(record.Offering).It.ComplianceChecklist is { } checklist ? data.CompletionOf(record.Uuid, checklist) : null;
    }

    extension(Transaction changes)
    {
        /// <summary>
        /// Gives an offering another checklist, or none: all its users lose the completions of the old one and begin the new one.
        /// </summary>
        internal void AttachChecklist(Guid offering, Guid? checklist)
        {
            var before = changes.Data.OfferingOf(offering).It;
            if (checklist is { } wanted && changes.Data.Table(Checklist.Table).Get(wanted).Type != ChecklistType.OfferingCompliance)
                throw new ArgumentException("An offering may only use a checklist of the type offering_compliance.", nameof(checklist));
            if (before.ComplianceChecklist == checklist)
                return;
            changes.Update(Offering.Table, before with { ComplianceChecklist = checklist });
            foreach (var record in changes.Data.Table(OfferingUser.Table).By(OfferingUser.ByOffering, offering).ToList())
            {
                if (before.ComplianceChecklist is { } old && changes.Data.CompletionOf(record.Uuid, old) is { } completion)
                    changes.Delete(ChecklistCompletion.Table, completion.Uuid);
                changes.BeginCompletion(record);
            }
        }

        /// <summary>A record that has come into being begins the checklist of its offering, if there is one.</summary>
        internal ChecklistCompletion? BeginCompletion(OfferingUser record)
        {
            if (changes.Data.OfferingOf(record.Offering).It.ComplianceChecklist is not { } checklist)
                return null;
            return changes.Data.CompletionOf(record)
                ?? changes.Insert(ChecklistCompletion.Table, new ChecklistCompletion { OfferingUser = record.Uuid, Checklist = checklist });
        }
    }
}
