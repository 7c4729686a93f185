namespace Pipeline.Tables.Tests.Documentation;

/// <summary>The C# examples of the README. What stands between the region marks is copied there; a test runs each.</summary>
internal sealed class ReadmeExamples(ArticleReader reader, TextWriter output)
{
    public async Task ArticlesAsync(string id)
    {
        #region Articles
        if (await reader.GetArticleAsync(id) is { State: ArticleState.Enriched } article)
        {
            output.WriteLine($"{article.Title}: {article.Sentiment}, {string.Join(", ", article.KeyPhrases)}");
        }

        #endregion
    }

    public async Task SegmentsAsync(ArticleRow article)
    {
        #region Segments
        await foreach (var segment in reader.GetSegmentsAsync(article))
        {
            output.WriteLine($"{segment.Ordinal}: {segment.Sentiment} ({segment.NegativeScore:P0} negative), characters {segment.Start} to {segment.Start + segment.Length}");
        }

        #endregion
    }

    public async Task TextAsync(string id)
    {
        #region Text
        if (await reader.GetContentAsync(id) is { } content)
        {
            foreach (var segment in content.Segments)
            {
                output.WriteLine($"{segment.Sentiment}: {content.TextOf(segment)}");
            }
        }

        #endregion
    }

    public async Task ArticlesByDateAsync()
    {
        #region ArticlesByDate
        var query = new ArticleQuery { From = new DateOnly(2021, 8, 1), To = new DateOnly(2021, 8, 17), NegativeScore = new ScoreRange(0.7) };
        string? continuation = null;
        do
        {
            var page = await reader.ListPageAsync(query, size: 20, continuation);
            foreach (var article in page.Articles)
            {
                output.WriteLine($"{article.Published} {article.Source}: {article.Title}");
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        #endregion
    }

    public async Task ArticlesBySourceAsync()
    {
        #region ArticlesBySource
        await foreach (var article in reader.ListBySourceAsync("north-post", from: new DateOnly(2021, 8, 1), to: new DateOnly(2021, 8, 31)))
        {
            output.WriteLine($"{article.Published} {article.Title}");
        }

        #endregion
    }

    public async Task KeyPhrasesAsync()
    {
        #region KeyPhrases
        var query = new ArticleQuery { Phrase = "central asia", Sentiment = "Negative" };
        await foreach (var article in reader.ListAsync(query, pageSize: 20).Take(20))
        {
            output.WriteLine($"{article.Title}: \"{article.Phrase}\" is phrase number {article.Rank}");
        }

        #endregion
    }

    public async Task<string> ChangesAsync(string saved)
    {
        #region Changes
        var cursor = ChangeCursor.Parse(saved);   // ChangeCursor.Start at first
        await foreach (var change in reader.ReadChangesAsync(cursor))
        {
            output.WriteLine($"{change.Kind}: {change.Path}, version {change.Version}");
            cursor = cursor.After(change);
        }

        saved = cursor.ToString();   // FollowChangesAsync waits for more instead
        #endregion
        return saved;
    }
}
