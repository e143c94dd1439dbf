using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest;

/// <summary>HT-76: no body of the API has a choice, so the kind of field is shown by itself.</summary>
public sealed class ChoiceFieldTests
{
    private static readonly ChoiceField s_kind = new("kind", "a", "b");

    [Theory]
    [InlineData("\"x\"", """{"kind":["\"x\" is not a valid choice."]}""")]
    [InlineData("\"A\"", """{"kind":["\"A\" is not a valid choice."]}""")]
    [InlineData("[]", """{"kind":["\"[]\" is not a valid choice."]}""")]
    public void A_value_that_is_no_choice_is_told(string sent, string answer)
    {
        var (values, problem) = Read(sent);
        values.ShouldBeNull();
        var json = new JsonOut("");
        problem!.Write(json);
        Encoding.UTF8.GetString(json.Written.Span).ShouldBe(answer);
    }

    [Fact]
    public void A_choice_is_taken()
    {
        Read("\"b\"").Values!.Get(s_kind).ShouldBe("b");
    }

    private static (BodyValues? Values, Problem? Problem) Read(string sent) =>
        new BodyFields { s_kind }.Read(BodyInput.Of(JsonElement.Parse($$"""{"kind":{{sent}}}""")), call: null!, partial: false);
}
