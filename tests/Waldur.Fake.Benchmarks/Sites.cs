using System.Globalization;

namespace Waldur.Fake.Benchmarks;

/// <summary>Worlds of a size. What is asked for of a small one and of a large one has at least ten rows in both.</summary>
internal static class Sites
{
    public const int Small = 100;
    public const int Large = 100_000;

    /// <summary>So many robot accounts, in an order that has nothing to do with their insertion.</summary>
    /// <param name="rows">How many; the last hundred, or quarter, belong to the customer of <c>erin</c>.</param>
    public static WaldurFake Robots(int rows)
    {
        var fake = WaldurFake.Start(options => options.Scenario("hpc-site"));
        fake.World.Change(changes =>
        {
            var template = changes.Data.Table(Resource.Table)[0];
            Guid[] others = [Uuid(changes.Data, Project.Table, "climate"), Uuid(changes.Data, Project.Table, "course")];
            var (resources, accounts) = (new List<Resource>(), new List<RobotAccount>());
            var last = Math.Min(100, rows / 4);
            for (var i = 0; i < rows; i++)
            {
                if (i % 5 == 0)
                {
                    resources.Add(template with
                    {
                        Uuid = Randomness.Uuid(1, "resource", i.ToString(CultureInfo.InvariantCulture)),
                        Project = i >= rows - last ? Uuid(changes.Data, Project.Table, "welding") : others[i / 5 % 2],
                        Created = template.Created.AddSeconds(i), Name = $"r{i}", Slug = $"r{i}",
                    });
                }
                accounts.Add(new()
                {
                    Uuid = Randomness.Uuid(1, "account", i.ToString(CultureInfo.InvariantCulture)),
                    Resource = resources[^1].Uuid, Type = $"t{i % 5}", Username = $"robot{i}",
                    State = i / 10 % 2 == 0 ? RobotAccountState.Ok : RobotAccountState.Error,
                    Created = template.Created.AddSeconds(i >= rows - last ? rows + i : i * 7919L % rows),
                    Modified = template.Created.AddSeconds(rows + i),
                });
            }
            changes.InsertAll(Resource.Table, resources);
            changes.InsertAll(RobotAccount.Table, accounts);
        });
        fake.SetBaseline();
        return fake;
    }

    /// <summary>So many offering users and course accounts, at ten offerings and of ten courses.</summary>
    public static WaldurFake People(int rows)
    {
        var fake = WaldurFake.Start(options => options.Scenario("hpc-site"));
        fake.World.Change(changes =>
        {
            var (user, offering) = (changes.Data.Table(User.Table)[0], changes.Data.Table(Offering.Table)[0]);
            var project = changes.Data.Table(Project.Table)[0];
            var (users, offerings, projects) = (new List<User>(), new List<Offering>(), new List<Project>());
            for (var i = 0; i < 5; i++)
            {
                offerings.Add(offering with { Uuid = Of("offering", i), Name = $"offering {i}", Slug = $"offering-{i}" });
                projects.Add(project with
                {
                    Uuid = Of("project", i), Name = $"course {i}", Kind = ProjectKind.Course, StartDate = new(2026, 1, 1 + i),
                    EndDate = new(2026, 2, 1 + i),
                });
            }
            var (records, accounts) = (new List<OfferingUser>(), new List<CourseAccount>());
            for (var i = 0; i < Math.Max(rows / 5, 20); i++)
            {
                users.Add(user with
                {
                    Uuid = Of("user", i), Username = $"user{i * 7919L % rows}-{i}", Email = $"user{i}@example.com",
                    FirstName = $"Ada {i % 97}", Created = user.Created.AddSeconds(i),
                });
            }
            for (var i = 0; i < rows; i++)
            {
                records.Add(new()
                {
                    Uuid = Of("record", i), Offering = offerings[i % 5].Uuid, User = users[i / 5].Uuid,
                    Username = $"name{i * 7919L % rows}", State = (OfferingUserState)(1 + (i / 5 % 5)),
                    Created = user.Created.AddSeconds(i), Modified = user.Created.AddSeconds(rows - i),
                });
                accounts.Add(new()
                {
                    Uuid = Of("course", i), Project = projects[i % 5].Uuid, User = i % 3 == 0 ? users[i / 5].Uuid : null,
                    Email = $"c{i * 31L % rows}@example.com", State = (CourseAccountState)(1 + (i % 3)),
                    Created = user.Created.AddSeconds(i * 31L % rows), Modified = user.Created.AddSeconds(rows + i),
                });
            }
            changes.InsertAll(User.Table, users);
            changes.InsertAll(Offering.Table, offerings);
            changes.InsertAll(Project.Table, projects);
            changes.InsertAll(OfferingUser.Table, records);
            changes.InsertAll(CourseAccount.Table, accounts);
        });
        fake.SetBaseline();
        return fake;

        static Guid Of(string kind, int number) => Randomness.Uuid(1, kind, number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The identifier of an object of the scenario.</summary>
    public static Guid Uuid<T>(WorldData data, TableDefinition<T> table, string key)
        where T : Entity => Name.Find(data, table.Kind, key) ?? throw new ArgumentException($"There is no {key}.", nameof(key));
}
