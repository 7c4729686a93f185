using Azure;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>A row of the table Articles. <see cref="Schema"/> documents each column.</summary>
public sealed class ArticleRow : ITableRow, ISentimentRow
{
    /// <summary>Version of the tables' schema that this library writes. Changes are additive.</summary>
    public const int CurrentSchemaVersion = 2;

    /// <inheritdoc/>
    public TableKey Key { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The article's id: 32 hexadecimal digits.</summary>
    public string ArticleId => Key.RowKey;

#pragma warning disable CS1591 // Documented once, in the schema below.
    public string Path { get; set; } = "";

    public string Source { get; set; } = "";

    public ArticleState State { get; set; }

    public string? Reason { get; set; }

    public string? ReasonDetail { get; set; }

    public int Version { get; set; }

    public string? Title { get; set; }

    public string? Standfirst { get; set; }

    public string? Byline { get; set; }

    public IReadOnlyList<string> Authors { get; set; } = [];

    public string? Published { get; set; }

    public string? Updated { get; set; }

    public string? Publisher { get; set; }

    public string? Rubric { get; set; }

    public string? Language { get; set; }

    public string? CanonicalUrl { get; set; }

    public string? LeadImageUrl { get; set; }

    public string? Sentiment { get; set; }

    public double? PositiveScore { get; set; }

    public double? NeutralScore { get; set; }

    public double? NegativeScore { get; set; }

    public IReadOnlyList<string> KeyPhrases { get; set; } = [];

    public IReadOnlyList<string> Warnings { get; set; } = [];

    public int? SectionCount { get; set; }

    public int? ParagraphCount { get; set; }

    public int? SentenceCount { get; set; }

    public int? SegmentCount { get; set; }

    public int? WordCount { get; set; }

    public int? ReadingSeconds { get; set; }

    public string? Summary { get; set; }

    public string? Format { get; set; }

    public string? Charset { get; set; }

    public long? ContentLength { get; set; }

    public string? ContentHash { get; set; }

    public string? CleanHash { get; set; }

    public string? EnrichedFrom { get; set; }

    public string? EnrichmentHash { get; set; }

    public string? Fingerprint { get; set; }

    public string? Outcome { get; set; }

    public int? CleanerVersion { get; set; }

    public int? SegmenterVersion { get; set; }

    public string? Analyser { get; set; }

    public string? AnalyserVersion { get; set; }

    public string? ModelVersion { get; set; }

    public int SchemaVersion { get; set; } = CurrentSchemaVersion;

    public DateTimeOffset Received { get; set; }

    public DateTimeOffset? IndexTime { get; set; }

    public DateTimeOffset? StageSince { get; set; }

    public DateTimeOffset? CleanedAt { get; set; }

    public DateTimeOffset? EnrichedAt { get; set; }

    public string? SourceETag { get; set; }

    public string? ClusterId { get; set; }

    public double? Similarity { get; set; }

    public int Attempts { get; set; }

    public int? RecordsBought { get; set; }

    public int? RecordsSaved { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastErrorAt { get; set; }

    public DateTimeOffset? WaitUntil { get; set; }

    public IReadOnlyList<string> IndexRecord { get; set; } = [];

    public IReadOnlyList<HistoryEntry> History { get; set; } = [];

    public string? ChangeOwed { get; set; }
#pragma warning restore CS1591

    /// <summary>The columns.</summary>
    public static TableSchema<ArticleRow> Schema { get; } = new TableSchema<ArticleRow>()
        .Text("Path", ColumnRole.Fact, "Path of the file in the container articles.", r => r.Path, (r, v) => r.Path = v ?? "")
        .Text("Source", ColumnRole.Fact, "First folder of the path; \"unfiled\" when there is none.", r => r.Source, (r, v) => r.Source = v ?? "")
        .Name<ArticleState>("State", ColumnRole.Fact, "Received, Cleaned, Enriched, Expanded, Rejected, Failed or Deleted.", r => r.State, (r, v) => r.State = v ?? default)
        .Text("Reason", ColumnRole.Fact, "Reason code of a state that is no success, or of waiting.", r => r.Reason, (r, v) => r.Reason = v)
        .Text("ReasonDetail", ColumnRole.Fact, "One sentence to the reason.", r => r.ReasonDetail, (r, v) => r.ReasonDetail = v)
        .Text("Title", ColumnRole.Fact, "The headline.", r => r.Title, (r, v) => r.Title = v)
        .Text("Standfirst", ColumnRole.Fact, "The standfirst, when the source marks one.", r => r.Standfirst, (r, v) => r.Standfirst = v)
        .Text("Byline", ColumnRole.Fact, "The byline as written.", r => r.Byline, (r, v) => r.Byline = v)
        .List("Authors", ColumnRole.Fact, "Names of the authors, a JSON array.", r => r.Authors, (r, v) => r.Authors = v)
        .Text("Published", ColumnRole.Fact, "Publication date as exact as the source: 2021-08-17, 2021-08-17T21:40 or with an offset.", r => r.Published, (r, v) => r.Published = v)
        .Text("Updated", ColumnRole.Fact, "Date of the last update, in the same form.", r => r.Updated, (r, v) => r.Updated = v)
        .Text("Publisher", ColumnRole.Fact, "Name of the site or publisher that the file states.", r => r.Publisher, (r, v) => r.Publisher = v)
        .Text("Rubric", ColumnRole.Fact, "Desk or rubric that the file states.", r => r.Rubric, (r, v) => r.Rubric = v)
        .Text("Language", ColumnRole.Fact, "ISO 639-1 code.", r => r.Language, (r, v) => r.Language = v)
        .Text("CanonicalUrl", ColumnRole.Fact, "Canonical address that the file states.", r => r.CanonicalUrl, (r, v) => r.CanonicalUrl = v)
        .Text("LeadImageUrl", ColumnRole.Fact, "Address of the lead image.", r => r.LeadImageUrl, (r, v) => r.LeadImageUrl = v)
        .Sentiment("the article")
        .List("KeyPhrases", ColumnRole.Fact, "Up to 20 key phrases, best first, a JSON array.", r => r.KeyPhrases, (r, v) => r.KeyPhrases = v, ColumnLimits.OfKeyPhrases)
        .List("Warnings", ColumnRole.Fact, "Warnings of the analyser, a JSON array of \"Code\" or \"Code: message\".", r => r.Warnings, (r, v) => r.Warnings = v)
        .Number("SectionCount", ColumnRole.Fact, "Number of sections.", r => r.SectionCount, (r, v) => r.SectionCount = v)
        .Number("ParagraphCount", ColumnRole.Fact, "Number of paragraphs.", r => r.ParagraphCount, (r, v) => r.ParagraphCount = v)
        .Number("SentenceCount", ColumnRole.Fact, "Number of sentences.", r => r.SentenceCount, (r, v) => r.SentenceCount = v)
        .Number("SegmentCount", ColumnRole.Fact, "Number of rows in Segments.", r => r.SegmentCount, (r, v) => r.SegmentCount = v)
        .Number("WordCount", ColumnRole.Fact, "Number of words; in Chinese and Japanese of characters.", r => r.WordCount, (r, v) => r.WordCount = v)
        .Number("ReadingSeconds", ColumnRole.Fact, "Time that silent reading takes, in seconds: 238 words, 255 Chinese or 357 Japanese characters a minute.", r => r.ReadingSeconds, (r, v) => r.ReadingSeconds = v)
        .Text("Summary", ColumnRole.Fact, "Up to three sentences of the article that say most, joined by a space; absent when it is hardly longer itself. Their offsets are in the enriched content.", r => r.Summary, (r, v) => r.Summary = v)
        .Text("Format", ColumnRole.Fact, "Format that the file was read as: text, markdown, html.", r => r.Format, (r, v) => r.Format = v)
        .Text("Charset", ColumnRole.Fact, "Character set that the file was decoded with.", r => r.Charset, (r, v) => r.Charset = v)
        .Long("ContentLength", ColumnRole.Fact, "Size of the file in bytes.", r => r.ContentLength, (r, v) => r.ContentLength = v)
        .Text("ContentHash", ColumnRole.Fact, "SHA-256 of the file's bytes, first 32 hexadecimal digits.", r => r.ContentHash, (r, v) => r.ContentHash = v)
        .Text("CleanHash", ColumnRole.Fact, "Names the latest clean article: content/{ArticleId}/clean/{CleanHash}.json.", r => r.CleanHash, (r, v) => r.CleanHash = v)
        .Text("EnrichedFrom", ColumnRole.Fact, "The CleanHash that title, dates, counts, sentiment and phrases belong to.", r => r.EnrichedFrom, (r, v) => r.EnrichedFrom = v)
        .Text("EnrichmentHash", ColumnRole.Fact, "Names the current segments and content/{ArticleId}/enriched/{EnrichmentHash}.json.", r => r.EnrichmentHash, (r, v) => r.EnrichmentHash = v)
        .Text("Fingerprint", ColumnRole.Fact, "What copies of the article are recognised by; absent when it is too short.", r => r.Fingerprint, (r, v) => r.Fingerprint = v)
        .Text("Outcome", ColumnRole.Fact, "Hash of all that the current version says; equal outcomes are one version.", r => r.Outcome, (r, v) => r.Outcome = v)
        .Number("CleanerVersion", ColumnRole.Fact, "Version of the cleaner.", r => r.CleanerVersion, (r, v) => r.CleanerVersion = v)
        .Number("SegmenterVersion", ColumnRole.Fact, "Version of the segmenter.", r => r.SegmenterVersion, (r, v) => r.SegmenterVersion = v)
        .Text("Analyser", ColumnRole.Fact, "Name of the analyser: offline, azure-ai-language.", r => r.Analyser, (r, v) => r.Analyser = v)
        .Text("AnalyserVersion", ColumnRole.Fact, "Version of the analyser.", r => r.AnalyserVersion, (r, v) => r.AnalyserVersion = v)
        .Text("ModelVersion", ColumnRole.Fact, "The model that answered, also when the answer came from the cache, as Azure AI Language names it; several are parted by a comma.", r => r.ModelVersion, (r, v) => r.ModelVersion = v)
        .Number("SchemaVersion", ColumnRole.Fact, "Version of the schema that the row was written with.", r => r.SchemaVersion, (r, v) => r.SchemaVersion = v ?? 0)
        .Number("Version", ColumnRole.Run, "Counts the outcomes of this article: 1, 2, …; with ArticleId the identity of a change.", r => r.Version, (r, v) => r.Version = v ?? 0)
        .Moment("Received", ColumnRole.Run, "When the file was first seen. Written once.", r => r.Received, (r, v) => r.Received = v ?? default)
        .Moment("IndexTime", ColumnRole.Run, "The moment that the index keys carry: published, else updated, if plausible; else received.", r => r.IndexTime, (r, v) => r.IndexTime = v)
        .Moment("StageSince", ColumnRole.Run, "Since when the article has been in line for its next stage; absent while it waits until WaitUntil.", r => r.StageSince, (r, v) => r.StageSince = v)
        .Moment("CleanedAt", ColumnRole.Run, "When it was last cleaned.", r => r.CleanedAt, (r, v) => r.CleanedAt = v)
        .Moment("EnrichedAt", ColumnRole.Run, "When it was last enriched.", r => r.EnrichedAt, (r, v) => r.EnrichedAt = v)
        .Text("SourceETag", ColumnRole.Run, "ETag of the file when it was last read.", r => r.SourceETag, (r, v) => r.SourceETag = v)
        .Text("ClusterId", ColumnRole.Run, "Copies of one text have the same: the ArticleId of the first, a dash and eight digits. Depends on what arrived before; absent when the text is too short.", r => r.ClusterId, (r, v) => r.ClusterId = v)
        .Real("Similarity", ColumnRole.Run, "The share of the shorter text, 0 to 1, that it has in common with the copy by which it was recognised; absent for the first.", r => r.Similarity, (r, v) => r.Similarity = v)
        .Number("Attempts", ColumnRole.Run, "Failed attempts since the last success.", r => r.Attempts, (r, v) => r.Attempts = v ?? 0)
        .Number("RecordsBought", ColumnRole.Run, "Text records that the last enrichment bought.", r => r.RecordsBought, (r, v) => r.RecordsBought = v)
        .Number("RecordsSaved", ColumnRole.Run, "Text records that the last enrichment found in the cache.", r => r.RecordsSaved, (r, v) => r.RecordsSaved = v)
        .Text("LastError", ColumnRole.Run, "Stage, kind and code of the last error; no article text.", r => r.LastError, (r, v) => r.LastError = v)
        .Moment("LastErrorAt", ColumnRole.Run, "When it happened.", r => r.LastErrorAt, (r, v) => r.LastErrorAt = v)
        .Moment("WaitUntil", ColumnRole.Run, "When a waiting article is tried again.", r => r.WaitUntil, (r, v) => r.WaitUntil = v)
        .Events("History", ColumnRole.Run, "The last 40 events at most, oldest first, a JSON array: at, event, state, and where they apply reason, cleaner, segmenter, analyser, bought, saved; times and last of repeats.", r => r.History, (r, v) => r.History = v)
        .List("IndexRecord", ColumnRole.Run, "Every row and blob that may exist for this article, a JSON array.", r => r.IndexRecord, (r, v) => r.IndexRecord = v, ColumnLimits.OfRecord)
        .Text("ChangeOwed", ColumnRole.Run, "The kind of the change that is still to be appended to Changes.", r => r.ChangeOwed, (r, v) => r.ChangeOwed = v);

    /// <summary>A copy that can be changed without touching this one.</summary>
    public ArticleRow Copy() => (ArticleRow)MemberwiseClone();
}
