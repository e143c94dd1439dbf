using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waldur.Fake.Conformance;

/// <summary>What the templates of a run stand for: objects of the world, captured values, the host.</summary>
internal sealed partial class Scope(WorldMap objects, Uri baseAddress)
{
    private const string Letters = "letters.";
    private const string Nested = "nested.";
    private const string RandomUuid = "5eed0000c0de4bad8bad000000000000";
    private readonly Dictionary<string, JsonElement> _captured = new(StringComparer.Ordinal);

    /// <summary>Keeps a value for later templates.</summary>
    public void Capture(string name, JsonElement value) => _captured[name] = value.Clone();

    /// <summary>The token of a user of the world.</summary>
    public string? Token(string user) =>
        (objects.Find("users." + user) ?? throw new TemplateException($"the world has no user `{user}`")).Token;

    /// <summary>A node as JSON with its templates filled in.</summary>
    public JsonNode? Render(Node node) => node.ToJson(scalar => Whole.Match(scalar.Text) is { Success: true } match
        ? Resolve(match.Groups["template"].Value)
        : JsonValue.Create(Render(scalar.Text)));

    /// <summary>A text with its templates filled in.</summary>
    public string Render(string text) => Template.Replace(text, match => Resolve(match.Groups["template"].Value) switch
    {
        JsonValue value when value.TryGetValue<string>(out var inner) => inner,
        null => "null",
        var other => other.ToJsonString(),
    });

    private JsonNode? Resolve(string template)
    {
        if (template.EndsWith(".escaped", StringComparison.Ordinal))
            return JsonValue.Create(Uri.EscapeDataString(Render("${" + template[..^".escaped".Length] + "}")));
        switch (template)
        {
            case "host":
                return JsonValue.Create(Host);
            case "random_uuid":
                return JsonValue.Create(RandomUuid);
        }

        if (template.StartsWith(Letters, StringComparison.Ordinal))
        {
            return JsonValue.Create(
                new string('a', int.Parse(template[Letters.Length..], NumberStyles.None, CultureInfo.InvariantCulture)));
        }

        // so many levels of JSON: the object that the case writes round it is one of them
        if (template.StartsWith(Nested, StringComparison.Ordinal))
        {
            var lists = int.Parse(template[Nested.Length..], NumberStyles.None, CultureInfo.InvariantCulture) - 1;
            return JsonValue.Create(new string('[', lists) + new string(']', lists));
        }

        if (_captured.TryGetValue(template, out var whole))
            return JsonNode.Parse(whole.GetRawText());
        var dot = template.LastIndexOf('.');
        if (dot < 0)
            throw new TemplateException($"nothing is called ${{{template}}}");
        var (name, part) = (template[..dot], template[(dot + 1)..]);
        if (string.Equals(name, "random_uuid", StringComparison.Ordinal))
            return Spell(RandomUuid, part, template);
        if (_captured.TryGetValue(name, out var captured))
        {
            var text = captured.ValueKind is JsonValueKind.String ? captured.GetString()! : captured.GetRawText();
            return part is "path" ? JsonValue.Create(new Uri(text).PathAndQuery) : Spell(text, part, template);
        }

        var found = objects.Find(name) ?? throw new TemplateException($"the world has no `{name}` (in ${{{template}}})");
        return part switch
        {
            "uuid" => JsonValue.Create(found.Uuid),
            "token" => JsonValue.Create(found.Token),
            "path" => JsonValue.Create(found.Path ?? throw new TemplateException($"`{name}` has no URL")),
            "url" => JsonValue.Create(Host + (found.Path ?? throw new TemplateException($"`{name}` has no URL"))),
            _ => Spell(found.Uuid ?? "", part, template),
        };
    }

    private string Host => baseAddress.GetLeftPart(UriPartial.Authority);

    private static JsonValue? Spell(string uuid, string spelling, string template)
    {
        if (spelling is "upper")
            return JsonValue.Create(uuid.ToUpperInvariant());
        if (!Guid.TryParse(uuid, out var value))
            throw new TemplateException($"${{{template}}}: `{uuid}` is not a uuid");
        return JsonValue.Create(spelling switch
        {
            "dashed" => value.ToString("D"),
            "braced" => value.ToString("B"),
            "urn" => "urn:uuid:" + value.ToString("D"),
            _ => throw new TemplateException(
                $"`{spelling}` of ${{{template}}} is none of uuid, url, path, token, dashed, upper, braced, urn, escaped"),
        });
    }

    [GeneratedRegex(@"\$\{(?<template>[^{}]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Template { get; }

    [GeneratedRegex(@"^\$\{(?<template>[^{}]+)\}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole { get; }
}

/// <summary>A template stands for nothing.</summary>
internal sealed class TemplateException(string message) : Exception(message);
