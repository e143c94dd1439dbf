using Xunit;

namespace Waldur.Fake.Tests.Docs;

public sealed class StatesPageTests
{
    [Fact]
    public void The_page_of_states_is_that_of_the_tables() => GeneratedDocs.ShouldBeUpToDate("docs/states.md", StatesPage.Text());
}
