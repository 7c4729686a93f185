using System.Text.Json.Serialization;

namespace Pipeline.Text;

/// <summary>
/// A cleaned and segmented article. Offsets in <see cref="Sections"/> and <see cref="Paragraphs"/> count UTF-16 code units of <see cref="Text"/>;
/// spans in <see cref="Removed"/> and <see cref="Notes"/> count those of the decoded source.
/// </summary>
public sealed record CleanArticle
{
    /// <summary>The headline; null when none was found.</summary>
    public string? Title { get; init; }

    /// <summary>The standfirst (deck, summary) when the source marks it as one. It is also the first paragraph of the text.</summary>
    public string? Standfirst { get; init; }

    /// <summary>The byline as written, without "By"; null when none was found.</summary>
    public string? Byline { get; init; }

    /// <summary>Names of the authors in the byline, without roles and agencies.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When the article was published, as written.</summary>
    public ArticleDate? Published { get; init; }

    /// <summary>When the article was last updated, as written.</summary>
    public ArticleDate? Updated { get; init; }

    /// <summary>The best known date of the article: when it was published, else when it was last updated.</summary>
    [JsonIgnore]
    public ArticleDate? BestKnownDate => Published ?? Updated;

    /// <summary>Captions of pictures and videos, in order of appearance.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];

    /// <summary>Credits of pictures and agencies, each once.</summary>
    public IReadOnlyList<string> Credits { get; init; } = [];

    /// <summary>ISO 639-1 code of the language, lower case; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The desk or rubric that the source names ("Politics"); null when none.</summary>
    public string? Rubric { get; init; }

    /// <summary>The address that the source calls canonical; null when none or not http(s).</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>The publisher's or site's name as the source gives it; null when none.</summary>
    public string? SiteName { get; init; }

    /// <summary>The address of the lead image; null when none or not http(s).</summary>
    public string? LeadImageUrl { get; init; }

    /// <summary>The caption that the source gives the lead image; also one of <see cref="Captions"/>. Null when it has none or shows the image without one.</summary>
    public Caption? LeadImageCaption { get; init; }

    /// <summary>Headings and paragraphs of the body, separated by blank lines ("\n\n"); no title, captions or credits.</summary>
    public required string Text { get; init; }

    /// <summary>The sections in order. There is at least one; the first has no heading unless the body starts with one.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>All paragraphs in order.</summary>
    public required IReadOnlyList<Paragraph> Paragraphs { get; init; }

    /// <summary>What was taken out of the body, with the rule and the reason: at most <see cref="RemovalList.MostListed"/>; the note "removals-unlisted" says how many more there were.</summary>
    public IReadOnlyList<Removal> Removed { get; init; } = [];

    /// <summary>Observations about the source: charset used, wrong extension, repaired characters.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>The name of the reader that read the file: "text", "markdown", "html".</summary>
    public required string Format { get; init; }

    /// <summary>The name of the character set that the bytes were decoded with, as IANA writes it in lower case.</summary>
    public required string Charset { get; init; }
}

/// <summary>A run of paragraphs under one heading.</summary>
/// <param name="Heading">The heading's span in the clean text; null for an opening section without one.</param>
/// <param name="FirstParagraph">Index of the first paragraph in <see cref="CleanArticle.Paragraphs"/>.</param>
/// <param name="ParagraphCount">Number of paragraphs, 0 or more.</param>
public sealed record Section(TextSpan? Heading, int FirstParagraph, int ParagraphCount);

/// <summary>A paragraph of the body.</summary>
/// <param name="Span">Its span in the clean text.</param>
/// <param name="Sentences">Spans of its sentences in the clean text, in order, without the white space between them.</param>
public sealed record Paragraph(TextSpan Span, IReadOnlyList<TextSpan> Sentences);

/// <summary>A caption of a picture or video.</summary>
/// <param name="Text">The caption without its credit.</param>
/// <param name="Credit">The photographer or agency as written ("AFP"); null when none.</param>
public sealed record Caption(string Text, string? Credit);

/// <summary>Something that was taken out of the body.</summary>
/// <param name="Rule">Name of the rule, as <c>ICleaningRule.Name</c> gives it.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Source">Where it stood in the decoded source.</param>
/// <param name="Text">What was removed, at most 200 characters of it.</param>
public sealed record Removal(string Rule, string Reason, TextSpan Source, string Text)
{
    private const int LongestText = 200;

    /// <summary>The beginning of a removed text, as long as <see cref="Text"/> may be; a surrogate pair is never cut.</summary>
    public static string Shorten(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestText)
        {
            return text.ToString();
        }

        return text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)].ToString();
    }
}

/// <summary>An observation about the source that is no removal.</summary>
/// <param name="Code">A short stable code, such as "charset-declared-wrong".</param>
/// <param name="Detail">One sentence.</param>
public sealed record Note(string Code, string Detail);
