namespace Waldur.Fake;

/// <summary>What a checklist is for.</summary>
public enum ChecklistType
{
    /// <summary>Compliance of a project.</summary>
    ProjectCompliance,

    /// <summary>Compliance of a proposal.</summary>
    ProposalCompliance,

    /// <summary>Compliance of an offering's users: the only one that an offering may use.</summary>
    OfferingCompliance,

    /// <summary>Metadata of a project.</summary>
    ProjectMetadata,

    /// <summary>Arrival of a customer.</summary>
    CustomerOnboarding,
}

/// <summary>A list of questions. (Waldur: checklists, section 2.1.)</summary>
public sealed record Checklist : Entity
{
    /// <summary>Where checklists are kept.</summary>
    internal static readonly TableDefinition<Checklist> Table = new("checklists");

    /// <summary>The labels on the wire.</summary>
    internal static readonly Labels<ChecklistType> Types = new()
    {
        { ChecklistType.ProjectCompliance,  "project_compliance" },
        { ChecklistType.ProposalCompliance, "proposal_compliance" },
        { ChecklistType.OfferingCompliance, "offering_compliance" },
        { ChecklistType.ProjectMetadata,    "project_metadata" },
        { ChecklistType.CustomerOnboarding, "customer_onboarding" },
    };

    /// <summary>Its name, at most 150 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, at most 4096 characters, may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What it is for.</summary>
    public ChecklistType Type { get; init; } = ChecklistType.OfferingCompliance;
}
