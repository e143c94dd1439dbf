using Shouldly;
using Xunit;

namespace Waldur.Fake.Tests.Docs;

public sealed class DivergencesPageTests
{
    private const string Head = """
        # Divergences

        In a few places Waldur's published documentation and its server disagree. The fake follows the documentation unless it is told otherwise:

        - `options.Fidelity = Fidelity.Server`, or `--fidelity server`: as release 7.9.6 of the server does, everywhere;
        - `options.Fidelity = Fidelity.Documented.With("course-bulk-response", Fidelity.Server)`, or `--divergence course-bulk-response=server`: in one place only.

        Where the documentation is silent, both do what the server does. An answer for which the chosen side mattered says so in the header
        `X-Waldur-Fake-Divergence`; several ids are joined by comma and blank, in the order of this table.

        """;

    private const string Crashes = """

        ## Where the server crashes

        `Fidelity.Server` answers 500 with an HTML page there, and nothing is stored; the rows tell what is documented. Each is `server-crash`.

        """;

    private const string Others = """

        ## Not divergences, though a reader may ask

        - **State names in sentences.** "Deletion Requested" and "Error Creating" are how the pages tell of states; on the wire they are
          `Requested deletion` and `Error creating`.
        - **Sample values.** `/api/resource/…/`, `type="string-value"` or an empty list of course accounts in the pages' examples are placeholders.
          They are refused as any other wrong value. `tests/Waldur.Fake.ConformanceTests/pages` runs all 132 examples with real values in place of these.
        - **Source states that no page names.** Which states an offering user's `set_error_creating`, `set_error_deleting` and `set_deleted` start
          from is left to the server. The two actions of robot accounts above are another matter: their sentences promise more than the server gives.
        - **DELETE of a course account closes it.** It can still be read afterwards, as `Closed`; the page says nothing about what is left.
        - **`offering_uuid` and `user_uuid` sent to PUT or PATCH of an offering user** are checked and change nothing; only the links move a record.
        - **Statuses that a page does not list.** 401, 403, 409 and 415 come wherever the server sends them; no page lists every refusal.
        - **Uuids without hyphens.** The pages say `string (uuid)`, and a uuid in an answer is 32 hex digits in both fidelities. `System.Text.Json` needs a
          converter to read one as `Guid`: [for authors of clients](for-client-authors.md).
        - **Consent** is asked only where the offering has terms of service in force.
        - **A repeated `o` or `offering_uuid`.** The pages say `array`; the values of one parameter are joined by comma, and of a repeated one the last counts.
        - **Nulls that the pages do not announce** are the server's: [a list of them](for-client-authors.md#what-may-be-null).

        ## Official clients and create_bulk

        The page of November 2025 shows the answer to `create_bulk` as an object; later pages and every OpenAPI document have an array, which the server
        sends. The official Python and TypeScript clients of 7.9.6 are made from the document and read the array. One line chooses it, and leaves all
        else as documented: `options.Fidelity = Fidelity.Documented.With("course-bulk-response", Fidelity.Server)`, or
        `--divergence course-bulk-response=server`.

        """;

    [Fact]
    public void The_page_on_divergences_is_the_table_in_code()
    {
        var rows = WaldurModules.Divergences.Select(row => (IReadOnlyList<string>)[$"`{row.Id}`", row.Documented, row.Server]);
        var places = WaldurModules.Divergences.SelectMany(row => row.Places ?? []).Select(place => $"- {place}\n");

        GeneratedDocs.ShouldBeUpToDate(
            "docs/divergences.md",
            $"{Head}\n{GeneratedDocs.Table(["Id", "Documented", "Server"], rows)}\n{Crashes}\n{string.Concat(places)}{Others}");
    }

    [Fact]
    public void The_table_has_its_order() => WaldurModules.Divergences.Select(row => row.Id).ShouldBe(
    [
        "robot-initial-state",
        "robot-transition-refused",
        "robot-ok-from-error",
        "robot-erred-from-any",
        "course-bulk-response",
        "offering-user-write-uuids",
        "checklist-template",
        "offering-user-consent",
        "offering-user-comments-permission",
        "checklist-completed",
        "course-bulk-description",
        "reviewed-by-name",
        "resource-user-permission",
        "offering-user-visibility",
        "server-crash",
    ]);
}
