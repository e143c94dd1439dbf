using System.Collections;
using System.Collections.Frozen;

namespace Waldur.Fake;

/// <summary>The labels of a state on the wire, as one literal table; the number of a state is the value of the enum.</summary>
/// <typeparam name="T">The states.</typeparam>
internal sealed class Labels<T> : IEnumerable<KeyValuePair<T, string>>
    where T : struct, Enum
{
    private readonly List<KeyValuePair<T, string>> _rows = [];
    private FrozenDictionary<T, string>? _labels;
    private FrozenDictionary<string, T>? _states;

    /// <summary>Adds a row.</summary>
    public void Add(T state, string label) => _rows.Add(new(state, label));

    /// <summary>The label of a state.</summary>
    public string this[T state] => (_labels ??= _rows.ToFrozenDictionary())[state];

    /// <summary>All labels, in the order of the table.</summary>
    public IEnumerable<string> All => _rows.Select(row => row.Value);

    /// <summary>All states, in the order of the table.</summary>
    public IEnumerable<T> States => _rows.Select(row => row.Key);

    /// <summary>The state with that label, in that very spelling.</summary>
    public bool TryParse(string label, out T state) =>
        (_states ??= _rows.ToFrozenDictionary(row => row.Value, row => row.Key, StringComparer.Ordinal)).TryGetValue(label, out state);

    /// <summary>Waldur's number of a state.</summary>
    public static int Number(T state) => Convert.ToInt32(state, System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<T, string>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
