using System.Globalization;

namespace Waldur.Fake;

/// <summary>Users with their SSH keys.</summary>
internal static class People
{
    public static ScenarioUser User(Draw draw, int number, int sshKeys)
    {
        var organization = draw.Organization(Counts.First(number, Counts.UsersOfCustomer));
        draw.For("users", number);
        var (first, last) = (Draw.Cut(draw.Fake.Name.FirstName(), 100), Draw.Cut(draw.Fake.Name.LastName(), 100));
        var created = draw.Moment();
        // Names have no digits, so the number makes it one of its own.
        var username = string.Create(CultureInfo.InvariantCulture, $"{Draw.Letters(first, "u", 1)}{Draw.Letters(last, "user")}{number}");
        return new()
        {
            Key = Draw.Key("user", number),
            Created = created,
            DateJoined = created,
            Username = username,
            FirstName = first,
            LastName = last,
            Email = $"{username}@{Draw.Letters(organization, "site")}.example.com",
            Organization = organization,
            SiteUsername = username,
            SshKeys = new([.. Enumerable.Range(1, sshKeys).Select(key => SshKey(draw, Draw.Key("user", number), key, created, $"{username}@{Draw.Key("host", key)}"))]),
        };
    }

    /// <summary>The user of a course account.</summary>
    public static ScenarioUser Student(Draw draw, int number)
    {
        draw.For("students", number);
        var (first, last) = (Draw.Cut(draw.Fake.Name.FirstName(), 100), Draw.Cut(draw.Fake.Name.LastName(), 100));
        var created = draw.Moment();
        var username = string.Create(CultureInfo.InvariantCulture, $"student{number}");
        return new()
        {
            Key = Draw.Key("student", number),
            Created = created,
            DateJoined = created,
            Username = username,
            FirstName = first,
            LastName = last,
            Email = $"{username}@students.example.com",
        };
    }

    private static ScenarioSshKey SshKey(Draw draw, string user, int key, DateTime created, string comment) => new()
    {
        Key = Draw.Key("key", key),
        Created = created,
        Name = comment,
        PublicKey = draw.SshKey($"{user}.{Draw.Key("key", key)}", comment),
    };
}
