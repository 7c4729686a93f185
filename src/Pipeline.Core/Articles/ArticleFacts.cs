using Pipeline.Tables;
using Pipeline.Tables.Schema;
using Pipeline.Text;
using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.Summaries;

namespace Pipeline.Core.Articles;

/// <summary>Fills rows with what the text library found.</summary>
internal static class ArticleFacts
{
    /// <summary>The row of an article that is complete.</summary>
    public static ArticleRow Enriched(ArticleRow current, CleanArticle article, ArticleEnrichment enrichment, AnalyserIdentity analyser, string enrichmentHash, DateTimeOffset now)
    {
        var row = Cleared(current);
        row.EnrichedAt = now;
        row.ContentHash = current.ContentHash;
        row.ContentLength = current.ContentLength;
        row.CleanHash = row.EnrichedFrom = current.CleanHash;
        row.CleanerVersion = current.CleanerVersion;
        row.SegmenterVersion = current.SegmenterVersion;
        row.EnrichmentHash = enrichmentHash;
        (row.Analyser, row.AnalyserVersion, row.ModelVersion) = (analyser.Name, analyser.Version, enrichment.ModelVersion);
        if (enrichment.Records != RecordCount.None)
        {
            (row.RecordsBought, row.RecordsSaved) = (enrichment.Records.Bought, enrichment.Records.Saved);
        }

        row.Title = Cut(article.Title);
        row.Standfirst = Cut(article.Standfirst);
        row.Byline = Cut(article.Byline);
        row.Authors = Cut(article.Authors);
        row.Published = article.Published?.ToString();
        row.Updated = article.Updated?.ToString();
        row.Publisher = Cut(article.SiteName);
        row.Rubric = Cut(article.Rubric);
        row.Language = article.Language;
        row.CanonicalUrl = Cut(article.CanonicalUrl);
        row.LeadImageUrl = Cut(article.LeadImageUrl);
        row.Format = article.Format;
        row.Charset = article.Charset;
        row.SectionCount = article.Sections.Count;
        row.ParagraphCount = article.Paragraphs.Count;
        row.SegmentCount = enrichment.Segments.Count;
        var reading = ReadingStatistics.Of(article);
        (row.WordCount, row.SentenceCount, row.ReadingSeconds) = (reading.Words, reading.Sentences, reading.Seconds);
        row.Summary = enrichment.Summary.Count == 0 ? null : Cut(string.Join(' ', enrichment.Summary.Select(sentence => sentence.Of(article.Text).ToString())));

        SetSentiment(row, enrichment.Sentiment);
        row.KeyPhrases = [.. enrichment.KeyPhrases.Select(phrase => phrase.Text).Where(text => text.Length <= ColumnLimits.KeyPhrase).Take(ColumnLimits.KeyPhrases)];
        row.Warnings = Cut(enrichment.Warnings);
        ArticleLifecycle.Enter(row, ArticleEvent.Enriched, now);
        return row;
    }

    /// <summary>The row of a file that can never become an article.</summary>
    public static ArticleRow Rejected(ArticleRow current, string reason, string detail, DateTimeOffset now)
    {
        var row = Cleared(current);
        row.ContentHash = current.ContentHash;
        row.ContentLength = current.ContentLength;
        row.CleanerVersion = current.CleanerVersion;
        row.SegmenterVersion = current.SegmenterVersion;
        ArticleLifecycle.Enter(row, ArticleEvent.Rejected, now, reason, Cut(detail));
        return row;
    }

    /// <summary>The row of a file whose articles have rows of their own.</summary>
    public static ArticleRow Expanded(ArticleRow current, string format, DateTimeOffset now)
    {
        var row = Cleared(current);
        row.ContentHash = current.ContentHash;
        row.ContentLength = current.ContentLength;
        row.CleanerVersion = current.CleanerVersion;
        row.SegmenterVersion = current.SegmenterVersion;
        row.Format = format;
        ArticleLifecycle.Enter(row, ArticleEvent.Expanded, now);
        return row;
    }

    /// <summary>The row of an article that was given up. What an earlier version published stays readable.</summary>
    public static ArticleRow Failed(ArticleRow current, ArticleEvent why, string reason, DateTimeOffset now)
    {
        var row = current.Copy();
        ArticleLifecycle.Enter(row, why, now, reason, row.LastError);
        return row;
    }

    /// <summary>The tombstone of an article whose file is gone.</summary>
    public static ArticleRow Deleted(ArticleRow current, DateTimeOffset now)
    {
        var row = Cleared(current);
        row.SourceETag = null;
        ArticleLifecycle.Enter(row, ArticleEvent.FileGone, now);
        return row;
    }

    /// <summary>Names an enrichment and its segments: a hash of what was analysed, by what, and of what was found.</summary>
    public static string EnrichmentHash(string cleanHash, AnalyserIdentity analyser, int schemaVersion, ReadOnlySpan<byte> enrichment) =>
        ArticleIds.Hash([.. System.Text.Encoding.UTF8.GetBytes($"{cleanHash} {analyser} {schemaVersion}\n"), .. enrichment]);

    /// <summary>The rows of the article's segments.</summary>
    public static IReadOnlyList<SegmentRow> Segments(string articleId, string enrichmentHash, ArticleEnrichment enrichment) =>
        [.. enrichment.Segments.Select(item => Segment(articleId, enrichmentHash, item))];

    private static SegmentRow Segment(string articleId, string enrichmentHash, SegmentEnrichment item)
    {
        var row = new SegmentRow
        {
            Key = Tables.Keys.TableKey.Segment(articleId, enrichmentHash, item.Segment.Ordinal),
            Ordinal = item.Segment.Ordinal,
            SectionIndex = item.Segment.SectionIndex,
            Start = item.Segment.Span.Start,
            Length = item.Segment.Span.Length,
            SentenceCount = item.Sentences.Count,
            KeyPhrases = Cut([.. item.KeyPhrases.Select(phrase => phrase.Text)]),
        };
        SetSentiment(row, item.Sentiment);
        return row;
    }

    /// <summary>A row with the identity and the run columns of <paramref name="current"/>, and no facts.</summary>
    private static ArticleRow Cleared(ArticleRow current) => new()
    {
        Key = current.Key,
        ETag = current.ETag,
        State = current.State,
        History = current.History,
        Path = current.Path,
        Source = current.Source,
        Version = current.Version,
        Outcome = current.Outcome,
        Received = current.Received,
        CleanedAt = current.CleanedAt,
        EnrichedAt = current.EnrichedAt,
        SourceETag = current.SourceETag,
        IndexRecord = current.IndexRecord,
    };

    private static void SetSentiment(ISentimentRow row, Sentiment? sentiment)
    {
        row.Sentiment = sentiment?.Label.ToString();
        row.PositiveScore = sentiment?.Scores.Positive;
        row.NeutralScore = sentiment?.Scores.Neutral;
        row.NegativeScore = sentiment?.Scores.Negative;
    }

    private static string? Cut(string? text) => text is { Length: > ColumnLimits.Text } ? text[..SafeEnd(text)] : text;

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static int SafeEnd(string text) => char.IsHighSurrogate(text[ColumnLimits.Text - 1]) ? ColumnLimits.Text - 1 : ColumnLimits.Text;

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> list)
    {
        var room = ColumnLimits.Text;
        return [.. list.TakeWhile(item => (room -= item.Length) >= 0)];
    }
}
