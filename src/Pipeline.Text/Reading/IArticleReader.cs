namespace Pipeline.Text.Reading;

/// <summary>Reads one format. Chosen by content first; the extension only breaks ties.</summary>
public interface IArticleReader
{
    /// <summary>Name of the format in lower case: "text", "markdown", "html", "pdf".</summary>
    string Format { get; }

    /// <summary>How sure the reader is, from 0 (not mine) to 1 (certainly mine), looking at the decoded text and the file's extension.</summary>
    double Recognise(DecodedSource source);

    /// <summary>Reads the document, or says why it cannot.</summary>
    ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken);
}

/// <summary>A file as text.</summary>
/// <param name="Text">The decoded text, without the byte order mark. Spans called "source" count its UTF-16 code units.</param>
/// <param name="Charset">The character set used, as IANA writes it in lower case.</param>
/// <param name="Extension">The file's extension in lower case with its dot, or "".</param>
/// <param name="Notes">What the decoder observed.</param>
public sealed record DecodedSource(string Text, string Charset, string Extension, IReadOnlyList<Note> Notes)
{
    /// <summary>The charset of files that are no text.</summary>
    public const string Binary = "binary";

    /// <summary>The file's bytes, for the readers of formats that are no plain text. Empty where only the text is known.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Whether the file is no text; <see cref="Text"/> is empty then.</summary>
    public bool IsBinary => Charset == Binary;
}

/// <summary>Either a document or a rejection; exactly one is set.</summary>
public sealed record ReadOutcome(SourceDocument? Document, Rejection? Rejection);

/// <summary>What a reader found: blocks in reading order, and the facts that the mark-up states.</summary>
public sealed record SourceDocument
{
    /// <summary>The blocks in reading order, candidates for the body.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>What the spans count when the text had to be extracted (from a PDF, a JSON string, a mail's part); null when they count the decoded source.</summary>
    public DecodedSource? Extracted { get; init; }

    /// <summary>Facts of the file rather than of the article (a PDF's or document's properties): they fill only what neither mark-up nor text say.</summary>
    public DocumentFacts FileFacts { get; init; } = new();

    /// <summary>Facts stated by mark-up or metadata. All empty for plain text: the cleaner finds them in the blocks.</summary>
    public DocumentFacts Facts { get; init; } = new();

    /// <summary>Whether the source calls itself an article, as pages do in their metadata: then few words are enough to be one.</summary>
    public bool ClaimsArticle { get; init; }

    /// <summary>Whether the file is the article and nothing else, as documents and agency XML are: nothing of a site stands below its text.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What the reader left out, with reasons.</summary>
    public RemovalList Removed { get; init; } = [];

    /// <summary>What the reader observed.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
}

/// <summary>What the mark-up says a block is.</summary>
public enum BlockKind
{
    /// <summary>Unknown: a line or paragraph of plain text; the cleaner decides.</summary>
    Text,

    /// <summary>A paragraph according to the mark-up.</summary>
    Paragraph,

    /// <summary>A heading according to the mark-up.</summary>
    Heading,

    /// <summary>An item of a list.</summary>
    ListItem,

    /// <summary>A quotation set apart.</summary>
    Quote,

    /// <summary>A caption of a picture or video.</summary>
    Caption,
}

/// <summary>A block of the source.</summary>
/// <param name="Kind">What the mark-up says it is.</param>
/// <param name="Text">Its text with character references resolved; inner line breaks as "\n".</param>
/// <param name="Source">Where it stands in the decoded source.</param>
/// <param name="Level">Level of a heading, 1 to 6; 0 otherwise.</param>
/// <param name="BlankLinesBefore">Blank lines before it in plain text; 1 in mark-up.</param>
public sealed record Block(BlockKind Kind, string Text, TextSpan Source, int Level = 0, int BlankLinesBefore = 1);

/// <summary>Facts that mark-up or metadata state about the article. Null or empty means: not stated.</summary>
public sealed record DocumentFacts
{
    /// <summary>The headline without the site's name.</summary>
    public string? Title { get; init; }

    /// <summary>The standfirst.</summary>
    public string? Standfirst { get; init; }

    /// <summary>The byline as written.</summary>
    public string? Byline { get; init; }

    /// <summary>Authors' names.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Publication date.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>Date of the last update.</summary>
    public ArticleDate? Updated { get; init; }

    /// <summary>ISO 639-1 code that the mark-up declares.</summary>
    public string? Language { get; init; }

    /// <summary>Desk or rubric.</summary>
    public string? Rubric { get; init; }

    /// <summary>Canonical address.</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>Site or publisher.</summary>
    public string? SiteName { get; init; }

    /// <summary>Lead image.</summary>
    public string? LeadImageUrl { get; init; }

    /// <summary>The caption of the lead image, one of <see cref="Captions"/>.</summary>
    public Caption? LeadImageCaption { get; init; }

    /// <summary>Captions with their credits.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];
}
