namespace Pipeline.Text;

/// <summary>Why a file can never become an article. The cause lies in the input, so a repetition gives the same answer.</summary>
public enum RejectionReason
{
    /// <summary>No bytes, or nothing but white space.</summary>
    Empty,

    /// <summary>Larger than <see cref="TextLimits.MaxBytes"/>, <see cref="TextLimits.MaxTextLength"/> or <see cref="TextLimits.MaxElements"/>.</summary>
    TooLarge,

    /// <summary>Not text: an image, a program, a format that no reader knows.</summary>
    Binary,

    /// <summary>The bytes are no valid text in the declared, nor in any detected, character set.</summary>
    Undecodable,

    /// <summary>Mark-up nested deeper than <see cref="TextLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>Readable, but there is no article in it: navigation, an error page, boilerplate only.</summary>
    NoArticle,

    /// <summary>Of a format that is read, but broken, cut off or encrypted.</summary>
    Malformed,

    /// <summary>XML that declares a document type of its own: entities could make a gigabyte of a kilobyte, or name other files.</summary>
    UnsafeXml,

    /// <summary>Compressed beyond <see cref="TextLimits.MaxExpansionRatio"/> or <see cref="TextLimits.MaxExpandedBytes"/>.</summary>
    ExpandsTooMuch,

    /// <summary>More entries than <see cref="TextLimits.MaxEntries"/>.</summary>
    TooManyEntries,

    /// <summary>Archives inside archives beyond <see cref="TextLimits.MaxNesting"/>.</summary>
    NestedTooDeep,

    /// <summary>Holds several articles and was to be read as one: it has to be expanded first.</summary>
    SeveralArticles,
}

/// <summary>The refusal of a file.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Detail">One sentence for an operator: what was found and what to do. Never contains article text.</param>
public sealed record Rejection(RejectionReason Reason, string Detail);
