using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    /// <summary>What the OpenAPI document of Waldur 7.9.6 says of the account groups, as facts.</summary>
    private static readonly IReadOnlyList<string> s_contract = ReadContract();

    [Fact]
    public void The_document_says_what_Waldurs_own_says()
    {
        var ours = DocumentFacts.Of(WaldurModules.Document.Write(Fidelity.Server));

        s_contract.Count.ShouldBe(1495);
        s_contract.Except(ours).ShouldBeEmpty();
        ours.Except(s_contract).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_answer_to_a_bulk_create_has_another_form_in_the_published_pages()
    {
        const string bulk = "POST /api/marketplace-course-accounts/create_bulk/ 200";
        var ours = DocumentFacts.Of(WaldurModules.Document.Write(Fidelity.Documented));

        s_contract.Except(ours).ShouldAllBe(fact => fact.StartsWith(bulk + "[].", StringComparison.Ordinal));
        ours.Except(s_contract).ShouldBe(
        [
            bulk + ".course_accounts : array",
            bulk + ".course_accounts[].description : string",
            bulk + ".course_accounts[].email : string(email)",
            bulk + ".project : string(uuid)",
        ]);
    }

    [Theory]
    [InlineData("/api/schema/")]
    [InlineData("/api/schema/?format=json")]
    public void The_document_is_served_without_a_token(string target)
    {
        var answer = WaldurModules.Api.Handle(
            new() { Method = "GET", Host = "waldur.example:8000", Target = target }, new World(WaldurModules.EmptyWorld()),
            new ApiSettings());

        answer.Status.ShouldBe(200);
        answer.Headers["Content-Type"].ShouldBe("application/json");
        using var document = JsonDocument.Parse(answer.Body);
        document.RootElement.GetProperty("openapi").GetString().ShouldBe("3.0.3");
        document.RootElement.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("http://waldur.example:8000");
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_and_every_reference_leads_somewhere()
    {
        using var document = JsonDocument.Parse(WaldurModules.Document.Write(Fidelity.Documented));
        var names = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString())
            .ToList();

        names.ShouldNotContain("");
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        foreach (var reference in References(document.RootElement))
        {
            var place = document.RootElement;
            foreach (var part in reference.Split('/').Skip(1))
                place.TryGetProperty(part, out place).ShouldBeTrue(reference);
        }
    }

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member =>
            member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static List<string> ReadContract()
    {
        using var stream = typeof(OpenApiDocumentTests).Assembly.GetManifestResourceStream("contract-facts.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
