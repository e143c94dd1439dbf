using System.Text.Json;
using Waldur.Fake.Rest.Representations;

namespace Waldur.Fake.Structure;

/// <summary>The options of an offering's plugin: sent exactly as stored; the document names many that may be there.</summary>
public static class PluginOptions
{
    /// <summary>How they go over the wire.</summary>
    public static readonly WireType<JsonElement> Wire = WireTypes.Json;
}
