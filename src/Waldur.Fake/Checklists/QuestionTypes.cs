namespace Waldur.Fake;

/// <summary>What kind of answer a question takes.</summary>
public enum QuestionType
{
    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of the options.</summary>
    SingleSelect,

    /// <summary>Any of the options.</summary>
    MultiSelect,

    /// <summary>A line.</summary>
    TextInput,

    /// <summary>Several lines.</summary>
    TextArea,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A file.</summary>
    File,

    /// <summary>Files.</summary>
    MultipleFiles,

    /// <summary>A phone number.</summary>
    PhoneNumber,

    /// <summary>A year.</summary>
    Year,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>A country.</summary>
    Country,

    /// <summary>A mark.</summary>
    Rating,

    /// <summary>A moment.</summary>
    DateTime,
}

/// <summary>How an answer is compared with a value.</summary>
public enum ChecklistOperator
{
    /// <summary>Not at all: nothing holds.</summary>
    Blank,

    /// <summary>It is the value.</summary>
    Equals,

    /// <summary>It is not the value.</summary>
    NotEquals,

    /// <summary>It contains any element of the value.</summary>
    Contains,

    /// <summary>Any element of it is an element of the value.</summary>
    In,

    /// <summary>No element of it is an element of the value.</summary>
    NotIn,
}

/// <summary>What several dependencies have to do with one another.</summary>
public enum DependencyLogic
{
    /// <summary>All must hold.</summary>
    And,

    /// <summary>One must hold.</summary>
    Or,
}

/// <summary>How the types, operators and logics are spelled on the wire.</summary>
internal static class QuestionLabels
{
    /// <summary>Types of questions: exactly those of the documented release.</summary>
    public static readonly Labels<QuestionType> Types = new()
    {
        { QuestionType.Boolean,       "boolean" },
        { QuestionType.SingleSelect,  "single_select" },
        { QuestionType.MultiSelect,   "multi_select" },
        { QuestionType.TextInput,     "text_input" },
        { QuestionType.TextArea,      "text_area" },
        { QuestionType.Number,        "number" },
        { QuestionType.Date,          "date" },
        { QuestionType.File,          "file" },
        { QuestionType.MultipleFiles, "multiple_files" },
        { QuestionType.PhoneNumber,   "phone_number" },
        { QuestionType.Year,          "year" },
        { QuestionType.Email,         "email" },
        { QuestionType.Url,           "url" },
        { QuestionType.Country,       "country" },
        { QuestionType.Rating,        "rating" },
        { QuestionType.DateTime,      "datetime" },
    };

    public static readonly Labels<ChecklistOperator> Operators = new()
    {
        { ChecklistOperator.Blank,     "" },
        { ChecklistOperator.Equals,    "equals" },
        { ChecklistOperator.NotEquals, "not_equals" },
        { ChecklistOperator.Contains,  "contains" },
        { ChecklistOperator.In,        "in" },
        { ChecklistOperator.NotIn,     "not_in" },
    };

    public static readonly Labels<DependencyLogic> Logics = new()
    {
        { DependencyLogic.And, "and" },
        { DependencyLogic.Or,  "or" },
    };
}
