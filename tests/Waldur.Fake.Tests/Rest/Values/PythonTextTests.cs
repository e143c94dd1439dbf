using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest.Values;

// The expectations are what Python prints of the same values.
public sealed class PythonTextTests
{
    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"it's\"", "it's")]
    [InlineData("[1,2.0,1e16,1e15,1e-4,1e-5,2.5,-0.0,1.5e300,123456789012345678,18446744073709551615]", "[1, 2.0, 1e+16, 1000000000000000.0, 0.0001, 1e-05, 2.5, -0.0, 1.5e+300, 123456789012345678, 18446744073709551615]")]
    [InlineData("[18446744073709551616,-9.5e-5,0.000012345,1.25e-7,-1e-10,1e-320,9999999999999998.0,0.1,123456.789]", "[1.8446744073709552e+19, -9.5e-05, 1.2345e-05, 1.25e-07, -1e-10, 1e-320, 9999999999999998.0, 0.1, 123456.789]")]
    [InlineData("[true,false,null]", "[True, False, None]")]
    [InlineData("{\"a\":1,\"b\":[\"x\"]}", "{'a': 1, 'b': ['x']}")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{'a': 3, 'b': 2}")]
    [InlineData("[\"it's\",\"say \\\"x\\\"\",\"both ' and \\\"\"]", "[\"it's\", 'say \"x\"', 'both \\' and \"']")]
    [InlineData("[\"\\n\\t\\r\\\\\\u0000\\u007f\\u0085\\u00a0\\u200b\\u2028\\ud83d\\ude00\\ue000\",\"äß€\"]", "['\\n\\t\\r\\\\\\x00\\x7f\\x85\\xa0\\u200b\\u2028😀\\ue000', 'äß€']")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("[[],{}]", "[[], {}]")]
    [InlineData("[\"a\"]", "['a']")]
    [InlineData("{\"name\":\"x\",\"content\":\"YQ==\"}", "{'name': 'x', 'content': 'YQ=='}")]
    [InlineData("[\"a\",1,null]", "['a', 1, None]")]
    public void A_value_reads_as_python_prints_it(string json, string expected) => PythonText.Str(Json(json)).ShouldBe(expected);

    [Fact]
    public void Repr_puts_a_string_into_quotes()
    {
        PythonText.Repr(Json("\"x\"")).ShouldBe("'x'");
        PythonText.Float(double.NaN).ShouldBe("nan");
        PythonText.Float(double.NegativeInfinity).ShouldBe("-inf");
    }

    [Theory]
    [InlineData("\"\"", "str")]
    [InlineData("5", "int")]
    [InlineData("-5", "int")]
    [InlineData("5.0", "float")]
    [InlineData("5e0", "float")]
    [InlineData("18446744073709551615", "int")]
    [InlineData("18446744073709551616", "float")]
    [InlineData("true", "bool")]
    [InlineData("[]", "list")]
    [InlineData("{}", "dict")]
    [InlineData("null", "NoneType")]
    public void A_value_has_a_python_type(string json, string expected) => PythonText.TypeName(Json(json)).ShouldBe(expected);

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
