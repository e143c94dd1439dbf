namespace Waldur.Fake;

/// <summary>How projects end. Waldur has other pages for it: here a test calls it.</summary>
public static class ProjectLife
{
    /// <summary>A project is being deleted: what hangs on it is wound up before.</summary>
    internal static readonly Occasion<Project> Ending = new();

    extension(World world)
    {
        /// <summary>
        /// Deletes a project. Waldur keeps the row and marks it as removed; its course accounts are closed through the account service.
        /// </summary>
        public void DeleteProject(Guid project) => world.Change(changes =>
        {
            changes.Tell(Ending, changes.Data.Table(Project.Table).Get(project));
            changes.Update(Project.Table, changes.Data.Table(Project.Table).Get(project) with { IsRemoved = true });
        });
    }
}
