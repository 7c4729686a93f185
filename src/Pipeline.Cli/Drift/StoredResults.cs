using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Drift;

/// <summary>What the rows say.</summary>
internal sealed class StoredResults(StoredArticles articles, ArticleReader reader) : IResultSource
{
    /// <summary>The name of this side on the command line.</summary>
    public const string Name = "stored";

    public int Failed => 0;

    public IAsyncEnumerable<ArticleResult> ReadAsync(CancellationToken cancellationToken) => articles.SelectAsync(ReadAsync, cancellationToken);

    private async Task<ArticleResult?> ReadAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var segments = await reader.GetSegmentsAsync(row, cancellationToken)
            .Select(segment => SegmentResult.Of(new TextSpan(segment.Start, segment.Length), Label(segment), segment.PositiveScore ?? 0, segment.NegativeScore ?? 0))
            .ToListAsync(cancellationToken);
        return new ArticleResult(row.ArticleId, new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? "").ToString(), Label(row), row.KeyPhrases, segments);
    }

    private static SentimentLabel? Label(ISentimentRow row) => row.Sentiment is { } label ? Enum.Parse<SentimentLabel>(label) : null;
}
