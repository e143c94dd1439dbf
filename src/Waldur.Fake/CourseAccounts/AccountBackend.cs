using System.Globalization;
using System.Text.Json;

namespace Waldur.Fake;

/// <summary>What came of an order: an account, or what the service refused it with, or the user name that exists already.</summary>
internal readonly record struct Making(CourseAccount? Account, JsonElement? Refusal = null, string? TakenUsername = null);

/// <summary>What Waldur does with the account service (sections 4, 7 and 8).</summary>
internal static class AccountBackend
{
    /// <summary>The service is asked first; then a user is made, and the account in two saves.</summary>
    public static Making Make(this Transaction changes, CourseAccount account, string owner)
    {
        var reply = AccountService.Of(changes.Data).OnCreate(Order(changes.Data, account, owner));
        if (reply.Refusal is not null)
            return new(null, reply.Refusal);
        var username = reply.Username ?? changes.NextUsername();
        if (IsTaken(changes.Data, username))
            return new(null, TakenUsername: username);
        var user = changes.InsertStudent(username, reply.Email);
        account = changes.Insert(CourseAccount.Table, account);
        return new(changes.Update(CourseAccount.Table, account with { User = user.Uuid }));
    }

    /// <summary>The user of a course account.</summary>
    public static User InsertStudent(this Transaction changes, string username, string? email = null) =>
        changes.Insert(User.Table, Student(username, changes.Data.Now, email));

    /// <summary>The user of a course account, not inserted yet.</summary>
    public static User Student(string username, DateTime joined, string? email = null) => new()
    {
        Username = username,
        Email = email ?? $"{username}@example.com",
        Description = "Course Account",
        DateJoined = joined,
    };

    /// <summary>The user name that the service gives next.</summary>
    public static string NextUsername(this Transaction changes)
    {
        var service = AccountService.Of(changes.Data);
        if (service.NextUsernames is [var chosen, ..])
        {
            changes.Save(service with { NextUsernames = service.NextUsernames.RemoveAt(0) });
            return chosen;
        }
        var number = service.NextNumber;
        while (IsTaken(changes.Data, Numbered(number)))
            number++;
        changes.Save(service with { NextNumber = number + 1 });
        return Numbered(number);
    }

    /// <summary>Puts another account service into the world.</summary>
    public static void Save(this Transaction changes, AccountService service)
    {
        if (changes.Data.Table(AccountService.Table) is [var row])
        {
            changes.Put(AccountService.Table, service with { Uuid = row.Uuid, Created = row.Created, Modified = row.Modified });
            return;
        }
        // It is no object of Waldur's: putting it there moves neither clock nor randomness.
        var now = changes.Data.Now;
        changes.Insert(AccountService.Table, service with
        {
            Uuid = Randomness.Uuid(changes.Data.Seed, AccountService.Table.Kind, ""), Created = now, Modified = now,
        });
    }

    /// <summary>
    /// Closes an account and deactivates its user. What the service refuses is kept in the account, whose state stays, and returned.
    /// </summary>
    public static JsonElement? Close(this Transaction changes, CourseAccount account)
    {
        var user = account.User is { } uuid ? changes.Data.UserOf(uuid).It : null;
        var reply = user is null ? ServiceReply.Done : AccountService.Of(changes.Data).OnClose(user.Username);
        if (reply is { Refusal: { } refusal, IsUnknownAccount: false })
        {
            var text = PythonText.Str(refusal);
            changes.Update(
                CourseAccount.Table,
                account with { ErrorMessage = text, ErrorTraceback = $"Traceback (most recent call last):\n{text}\n" });
            return refusal;
        }
        changes.Update(CourseAccount.Table, account with { State = CourseAccountLifecycle.Close.To });
        if (user is not null)
            changes.Update(User.Table, user with { IsActive = false });
        return null;
    }

    private static bool IsTaken(WorldData data, string username) => data.Table(User.Table).By(User.ByUsername, username).Count > 0;

    private static string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"course_{number}");

    private static AccountOrder Order(WorldData data, CourseAccount account, string owner)
    {
        var project = data.ProjectOf(account.Project).It;
        var slugs = data.Table(Resource.Table).By(Resource.ByProject, project.Uuid)
            .Select(resource => data.OfferingOf(resource.Offering).It.Slug)
            .Distinct(StringComparer.Ordinal);
        return new(
            owner, account.Email, account.Description, project.Name, project.Slug, [.. slugs],
            project.StartDate ?? DateOnly.FromDateTime(data.Now), project.EndDate);
    }
}
