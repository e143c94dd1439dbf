namespace Waldur.Fake;

/// <summary>
/// Asks for objects that are made up from the seed, as <c>generate:</c> does in scenario files. Numbers are the least: more are made where
/// others need them. <c>options.Generate(g =&gt; g.Users(1000).RobotAccounts(5000).Seed(42))</c>
/// </summary>
public sealed class GenerateOptions
{
    private readonly Dictionary<string, Node> _asked = new(StringComparer.Ordinal);

    /// <summary>What the values are made from; without, the seed of the world.</summary>
    public GenerateOptions Seed(long seed) => Set("seed", Node.Of(seed));

    /// <summary>Where names come from, for example <c>de</c> or <c>fr_CA</c>.</summary>
    public GenerateOptions Locale(string locale) => Set("locale", Node.Of(locale));

    /// <summary>Any number, by its key under <c>generate</c>: <c>Number("users", 9)</c> is <c>Users(9)</c>.</summary>
    public GenerateOptions Number(string key, int number) => Set(key, Node.Of(number));

    /// <summary>What is asked for, as a file has it.</summary>
    internal MapNode Map => new(default, [.. _asked.Select(one => new Entry(one.Key, default, one.Value))]);

    /// <summary>Weights of states, by their labels.</summary>
    internal GenerateOptions Weights(string key, IEnumerable<(string State, int Weight)> weights) =>
        Set(key, new MapNode(default, [.. weights.Select(one => new Entry(one.State, default, Node.Of(one.Weight)))]));

    private GenerateOptions Set(string key, Node value)
    {
        _asked[key] = value;
        return this;
    }
}
