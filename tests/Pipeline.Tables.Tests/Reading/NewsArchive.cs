using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>An archive of any size: so many articles a day, back from one evening. A larger one holds the smaller one.</summary>
internal static class NewsArchive
{
    public const int Page = 20;
    public const string WholeDay = "every article of a day";
    public const string Collapsed = "the newest 20, of copies one";

    private const int Sources = 5;
    private const int Phrases = 5;
    private const int Digits = 16;

    /// <summary>Of so many articles that follow each other one is rejected, and the newest few are copies of one text.</summary>
    private const int Group = 10;

    private const int Copies = 3;

    private static readonly string[] s_sentiments = ["Positive", "Neutral", "Negative", "Mixed"];
    private static readonly string[] s_languages = ["en", "de", "fr"];
    private static readonly string s_hash = new('7', 32);

    /// <summary>The evening on which the archive is asked.</summary>
    public static DateTimeOffset Now { get; } = new(2021, 8, 17, 23, 59, 0, TimeSpan.Zero);

    /// <summary>Articles from the newest on.</summary>
    public static IEnumerable<Article> Of(int count, int perDay) => Enumerable.Range(0, count).Select(i => new Article(i, Now - (i * (TimeSpan.FromDays(1) / perDay))));

    /// <summary>The queries whose costs are stated, by the words of the README, in its order.</summary>
    public static IEnumerable<(string Name, Func<ArticleReader, CancellationToken, Task> Run)> Queries()
    {
        var newest = new Article(0, Now);
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        string? continuation = null;
        yield return ("an article", async (reader, token) => Assert.NotNull(await reader.GetArticleAsync(newest.Id, token)));
        yield return ("its segments", async (reader, token) => Assert.Equal(2, await reader.GetSegmentsAsync(newest.Row(), token).CountAsync(token)));
        yield return (WholeDay, async (reader, token) => Assert.NotEqual(0, await reader.ListByDateAsync(today, today, cancellationToken: token).CountAsync(token)));
        yield return ("the newest 20", Listing(new ArticleQuery()));
        yield return ("the 20 that follow", async (reader, token) => Assert.Equal(Page, (await reader.ListPageAsync(new ArticleQuery(), Page, continuation, token)).Articles.Count));
        yield return ("the newest 20 in English", Listing(new ArticleQuery { Language = "en" }));
        yield return ("the newest 20 that are negative", Listing(new ArticleQuery { Sentiment = "Negative" }));
        yield return ("the newest 20 with a negative score of at least 0.8", Listing(new ArticleQuery { NegativeScore = new ScoreRange(0.8) }));
        yield return ("the newest 20 that were rejected", Listing(new ArticleQuery { State = ArticleState.Rejected }));
        yield return ("the newest 20, three columns of each", Listing(new ArticleQuery { Columns = ["ArticleId", "Title", "Sentiment"] }));
        yield return (Collapsed, Listing(new ArticleQuery { Collapse = true }));
        yield return ("the copies of an article in a week", async (reader, token) =>
            Assert.Equal(Copies, await reader.ListAsync(new ArticleQuery { Cluster = newest.ClusterId, From = today.AddDays(-6), To = today }, cancellationToken: token).CountAsync(token)));
        yield return ("the newest 20 of a source", Listing(new ArticleQuery { Source = "source-3" }));
        yield return ("the newest 20 of a source in a month", Listing(new ArticleQuery { Source = "source-3", From = new DateOnly(2021, 8, 1), To = new DateOnly(2021, 8, 31) }));
        yield return ("the newest 20 of a source in English", Listing(new ArticleQuery { Source = "source-3", Language = "en" }));
        yield return ("the newest 20 with a phrase", Listing(new ArticleQuery { Phrase = "phrase 4" }));
        yield return ("the newest 20 with a phrase, all of them negative", Listing(new ArticleQuery { Phrase = "phrase 4", Sentiment = "Negative" }));

        Func<ArticleReader, CancellationToken, Task> Listing(ArticleQuery query) => async (reader, token) =>
        {
            var page = await reader.ListPageAsync(query, Page, null, token);
            Assert.Equal(Page, page.Articles.Count);
            continuation = query == new ArticleQuery() ? page.Continuation : continuation;
        };
    }

    /// <summary>An article by its number, from 0 for the newest.</summary>
    public sealed record Article(int Number, DateTimeOffset Time)
    {
        public string Id { get; } = EnrichedTables.Id(Number % Digits, Number);

        /// <summary>The oldest of the copies represents them, and is the last that a list comes to.</summary>
        public string ClusterId
        {
            get
            {
                var first = Number % Group < Copies ? Number - (Number % Group) + Copies - 1 : Number;
                return $"{EnrichedTables.Id(first % Digits, first)}-{first:D8}";
            }
        }

        private ArticleState State => Number % Group == Group - 1 ? ArticleState.Rejected : ArticleState.Enriched;

        private string Source => $"source-{Number % Sources}";

        private string Phrase => $"phrase {Number % Phrases}";

        // Not in step with the shards, which follow the id's first digit.
        private string Sentiment => s_sentiments[Number / Digits % s_sentiments.Length];

        public ArticleRow Row() => new()
        {
            Key = TableKey.Article(Id),
            Source = Source,
            State = State,
            EnrichmentHash = s_hash,
            IndexTime = Time,
            ClusterId = ClusterId,
            Sentiment = Sentiment,
            KeyPhrases = [Phrase],
            Received = Time,
        };

        public IEnumerable<(string Table, TableKey Key, Func<TableEntity> Read)> Rows()
        {
            yield return (TableNames.Articles, TableKey.Article(Id), () => ArticleRow.Schema.Write(Row()));
            for (var ordinal = 0; ordinal < 2; ordinal++)
            {
                var segment = new SegmentRow { Key = TableKey.Segment(Id, s_hash, ordinal), Ordinal = ordinal };
                yield return (TableNames.Segments, segment.Key, () => SegmentRow.Schema.Write(segment));
            }

            foreach (var (table, key) in new[]
            {
                (TableNames.ArticlesByDate, TableKey.ByDate(Id, Time)),
                (TableNames.ArticlesBySource, TableKey.BySource(Id, Source, Time)),
                (TableNames.KeyPhrases, TableKey.ByPhrase(Id, Phrase, Time)),
            })
            {
                yield return (table, key, () => ArticleIndexRow.Schema.Write(new ArticleIndexRow
                {
                    Key = key,
                    ArticleId = Id,
                    Source = Source,
                    State = State,
                    ClusterId = ClusterId,
                    Title = $"Article {Number}",
                    Language = s_languages[Number % s_languages.Length],
                    Sentiment = Sentiment,
                    PositiveScore = Sentiment == "Positive" ? 0.9 : 0.05,
                    NeutralScore = 0.05,
                    NegativeScore = Sentiment == "Negative" ? 0.9 : 0.05,
                    KeyPhrases = [Phrase],
                }));
            }
        }
    }
}
