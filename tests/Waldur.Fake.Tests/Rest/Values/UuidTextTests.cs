using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Rest.Values;

// The expectations are what Python's UUID type says to the same texts.
public sealed class UuidTextTests
{
    private const string Hex = "6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f";

    [Theory]
    [InlineData("6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", true)]
    [InlineData("6B3F0F4E-1C5D-4A7B-8E9F-0A1B2C3D4E5F", true)]
    [InlineData("{6b3f0f4e-1c5d-4a7b-8e9f-0a1b2c3d4e5f}", true)]
    [InlineData("urn:uuid:6b3f0f4e-1c5d-4a7b-8e9f-0a1b2c3d4e5f", true)]
    [InlineData("{{6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", true)]
    [InlineData("6-b-3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f--", true)]
    [InlineData("uuid:6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", true)]
    [InlineData("6b3furn:0f4e1c5d4a7b8e9f0a1b2c3d4e5f", true)]
    [InlineData("URN:UUID:6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", false)]
    [InlineData("6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5", false)]
    [InlineData("6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f0", false)]
    [InlineData("6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5g", false)]
    [InlineData("", false)]
    [InlineData("zz", false)]
    [InlineData("6b3f0f4e{1c5d4a7b8e9f0a1b2c3d4e5f}", false)]
    [InlineData("(6b3f0f4e-1c5d-4a7b-8e9f-0a1b2c3d4e5f)", false)]
    [InlineData(" 6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", false)]
    [InlineData("uuurn:id:6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", true)]
    [InlineData("uurn:rn:6b3f0f4e1c5d4a7b8e9f0a1b2c3d4e5f", false)]
    public void A_spelling_is_read_as_python_reads_it(string text, bool valid)
    {
        UuidText.TryParse(text, out var value).ShouldBe(valid);
        if (valid)
            value.ToString("N").ShouldBe(Hex);
    }

    [Fact]
    public void A_text_longer_than_any_spelling_is_refused() =>
        UuidText.TryParse(new string('-', 1000) + Hex, out _).ShouldBeFalse();
}
