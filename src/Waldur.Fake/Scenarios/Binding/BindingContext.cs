
namespace Waldur.Fake;

/// <summary>A key that names another object, and where it stands.</summary>
/// <param name="Kind">Kind of the object that is meant.</param>
/// <param name="Key">Its key.</param>
/// <param name="At">The place of the reference.</param>
/// <param name="Path">The path of the reference.</param>
internal readonly record struct PendingReference(string Kind, string Key, Position At, string Path);

/// <summary>What the reading of values needs to know and to tell.</summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="complete">Is this a whole scenario? One layer of several may leave out what is required.</param>
internal sealed class BindingContext(Problems problems, bool complete)
{
    /// <summary>Takes what is wrong.</summary>
    public Problems Problems { get; } = problems;

    /// <summary>Must required fields be there?</summary>
    public bool Complete { get; } = complete;

    /// <summary>References that were met, to be checked when all objects are known.</summary>
    public List<PendingReference> References { get; } = [];

    /// <summary>Tells that something else was expected.</summary>
    public void Expected(Node node, string what) => Problems.Add(node.At, $"expected {what}, not {node.Described}");
}
