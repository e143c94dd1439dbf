using Shouldly;
using Waldur.Fake.Tests.Docs;

namespace Waldur.Fake.Tests.House;

public sealed class SampleTests
{
    [Fact]
    public void The_lock_file_of_the_TypeScript_sample_names_no_server_of_packages() =>
        GeneratedDocs.Read("samples/typescript/package-lock.json").ShouldNotContain("\"resolved\"");
}
