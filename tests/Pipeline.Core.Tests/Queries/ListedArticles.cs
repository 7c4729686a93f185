using Azure.Data.Tables;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Queries;

/// <summary>Rows of lists as a test wants them, without the pipeline's work.</summary>
internal static class ListedArticles
{
    private const int LargestTransaction = 100;

    public static async Task ListAsync(this PipelineHarness pipeline, params IEnumerable<Listed> articles)
    {
        var rows = articles.SelectMany((article, number) => article.Rows(number)).GroupBy(row => (row.Table, row.Row.Key.PartitionKey));
        foreach (var partition in rows)
        {
            foreach (var chunk in partition.Chunk(LargestTransaction))
            {
                await pipeline.Storage.Table(partition.Key.Table).SubmitTransactionAsync(
                    chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, ArticleIndexRow.Schema.Write(row.Row))), TestContext.Current.CancellationToken);
            }
        }

        pipeline.Operations.Reset();
    }
}

/// <summary>An article in the lists.</summary>
internal sealed record Listed(DateTimeOffset Time, string Title = "Untitled")
{
    private const int ListedPhrases = 5;

    public string Source { get; init; } = "north";

    public string Sentiment { get; init; } = "Neutral";

    public ArticleState State { get; init; } = ArticleState.Enriched;

    public string? Cluster { get; init; }

    /// <summary>From the best on; lists show five.</summary>
    public string[] Phrases { get; init; } = [];

    /// <summary>The row of each list.</summary>
    public IEnumerable<(string Table, ArticleIndexRow Row)> Rows(int number)
    {
        var id = $"{number % 16:x}{number:x31}";
        yield return (TableNames.ArticlesByDate, Row(id, TableKey.ByDate(id, Time)));
        yield return (TableNames.ArticlesBySource, Row(id, TableKey.BySource(id, Source, Time)));
        foreach (var phrase in Phrases)
        {
            yield return (TableNames.KeyPhrases, Row(id, TableKey.ByPhrase(id, phrase, Time)));
        }
    }

    private ArticleIndexRow Row(string id, TableKey key) => new()
    {
        Key = key,
        ArticleId = id,
        Path = $"{Source}/{id}.txt",
        Source = Source,
        State = State,
        Title = Title,
        Language = "en",
        Sentiment = State == ArticleState.Enriched ? Sentiment : null,
        PositiveScore = Score("Positive"),
        NeutralScore = Score("Neutral"),
        NegativeScore = Score("Negative"),
        KeyPhrases = [.. Phrases.Take(ListedPhrases)],
        ClusterId = Cluster,
    };

    private double Score(string label) => Sentiment == label ? 0.8 : 0.1;
}
