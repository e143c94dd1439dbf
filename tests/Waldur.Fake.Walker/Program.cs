using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Walker;

/// <summary>
/// One of several client processes that use a fake at once. It makes worlds, marks all that is in them with their names, changes them in
/// turn, and follows every link: <c>Walker URL PREFIX COUNT</c>. What it finds of another world goes to standard error, and the exit code
/// is 1.
/// </summary>
public static partial class Program
{
    internal static async Task<int> Main(string[] args)
    {
        var (url, prefix, count) = (new Uri(args[0]), args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
        var worlds = new List<MarkedWorld>();
        for (var i = 0; i < count; i++)
            worlds.Add(await MarkedWorld.MakeAsync(url, $"{prefix}-{i}", accounts: 1 + (i % 4), byHeader: i % 2 == 1));
        // In turn, so that the worlds of one process change between each other's requests as those of the processes do.
        for (var round = 0; round < 4; round++)
        {
            foreach (var world in worlds)
                await world.ChangeAsync(round);
        }
        var followed = 0;
        foreach (var world in worlds)
            followed += await world.WalkAsync();
        var mistakes = worlds.SelectMany(world => world.Mistakes).ToList();
        mistakes.ForEach(Console.Error.WriteLine);
        Console.WriteLine($"{worlds.Count} worlds, {followed} links");
        foreach (var world in worlds)
            world.Dispose();
        return mistakes.Count == 0 ? 0 : 1;
    }

    /// <summary>A world in which everything carries its name.</summary>
    private sealed partial class MarkedWorld : IDisposable
    {
        private readonly HttpClient _client;
        private readonly string _name;
        private readonly string _base;
        private readonly int _accounts;
        private readonly string _resource;

        private MarkedWorld(HttpClient client, string name, string linkBase, int accounts, string resource) =>
            (_client, _name, _base, _accounts, _resource) = (client, name, linkBase, accounts, resource);

        public List<string> Mistakes { get; } = [];

        public static async Task<MarkedWorld> MakeAsync(Uri url, string name, int accounts, bool byHeader)
        {
            var client = new HttpClient { BaseAddress = byHeader ? url : new(url, $"/_fake/worlds/{name}/") };
            var mark = $"Only in {name}.";
            JsonObject Of(string key, JsonObject fields) => new() { [key] = fields };
            var scenario = new JsonObject
            {
                ["seed"] = 42,
                ["users"] = Of("staff", new() { ["token"] = "staff-token", ["is_staff"] = true, ["first_name"] = mark }),
                ["customers"] = Of("customer", new() { ["name"] = mark }),
                ["projects"] = Of("project", new() { ["customer"] = "customer", ["name"] = mark }),
                ["offerings"] = Of(
                    "offering", new() { ["customer"] = "customer", ["name"] = mark, ["user_roles"] = new JsonArray("reader") }),
                ["resources"] = Of("resource", new() { ["offering"] = "offering", ["project"] = "project", ["name"] = mark }),
            };
            var made = await client.PostAsJsonAsync(
                new Uri(url, "/_fake/worlds"), new JsonObject { ["name"] = name, ["scenario"] = scenario });
            if (!made.IsSuccessStatusCode)
                throw new InvalidOperationException($"{name}: {await made.Content.ReadAsStringAsync()}");
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", "staff-token");
            if (byHeader)
                client.DefaultRequestHeaders.Add("X-Waldur-Fake-World", name);
            var objects = JsonNode.Parse(await client.GetStringAsync("_fake/world"))!;
            return new(client, name, $"{client.BaseAddress}api/", accounts, (string)objects["resources"]!["resource"]!["url"]!);
        }

        public async Task ChangeAsync(int round)
        {
            if (round < _accounts)
            {
                await ReadAsync(await _client.PostAsJsonAsync(
                    "api/marketplace-robot-accounts/",
                    new JsonObject { ["resource"] = _resource, ["type"] = $"t{round}", ["description"] = $"Only in {_name}." }));
            }
            await ReadAsync(await _client.PostAsJsonAsync("_fake/clock", new JsonObject { ["advance"] = 1 + _accounts }));
        }

        /// <summary>Follows every link from the collections on, as long as something new turns up.</summary>
        public async Task<int> WalkAsync()
        {
            string[] collections =
            [
                "marketplace-robot-accounts/?page_size=1", "users/", "customers/", "projects/", "marketplace-provider-offerings/",
                "marketplace-resources/", "marketplace-provider-resources/", "marketplace-offering-users/", "marketplace-resource-users/",
                "marketplace-course-accounts/", "marketplace-offering-user-roles/", "keys/",
            ];
            var open = new Queue<string>(collections.Select(path => _base + path));
            var seen = new HashSet<string>(open, StringComparer.Ordinal);
            while (open.TryDequeue(out var link))
            {
                foreach (var next in await ReadAsync(await _client.GetAsync(link)))
                {
                    if (seen.Add(next))
                        open.Enqueue(next);
                }
            }
            var accounts = seen.Count(link => Account().IsMatch(link));
            if (accounts != _accounts)
                Mistakes.Add($"{_name}: {accounts} robot accounts in place of {_accounts}");
            return seen.Count;
        }

        public void Dispose() => _client.Dispose();

        /// <summary>The links of an answer; what is of another world, or refused, is noted.</summary>
        private async Task<List<string>> ReadAsync(HttpResponseMessage answer)
        {
            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync();
                var paging = answer.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : "";
                var links = Link().Matches(text + paging + answer.Headers.Location).Select(match => match.Value).ToList();
                var about = $"{_name}: {answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: ";
                if (!answer.IsSuccessStatusCode)
                    Mistakes.Add(about + (int)answer.StatusCode + " " + text);
                Mistakes.AddRange(links.Where(link => !link.StartsWith(_base, StringComparison.Ordinal)).Select(
                    link => about + "leaves the world to " + link));
                Mistakes.AddRange(
                    Mark().Matches(text).Where(mark => mark.Groups["name"].Value != _name).Select(mark => about + "shows " + mark.Value));
                return [.. links.Where(link => link.StartsWith(_base, StringComparison.Ordinal))];
            }
        }

        [GeneratedRegex("""https?://[^"<>\s]+""", RegexOptions.None, 1000)]
        private static partial Regex Link();

        [GeneratedRegex(@"Only in (?<name>[\w-]+)\.", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Mark();

        [GeneratedRegex(@"/marketplace-robot-accounts/[0-9a-f]{32}/$", RegexOptions.None, 1000)]
        private static partial Regex Account();
    }
}
