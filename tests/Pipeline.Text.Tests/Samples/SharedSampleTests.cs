namespace Pipeline.Text.Tests.Samples;

public sealed class SharedSampleTests
{
    [Fact]
    public void The_shared_sample_gives_its_facts_and_body()
    {
        Assert.SkipUnless(File.Exists(SampleFiles.SharedSample), "The shared samples are not beside this repository.");
        var bytes = File.ReadAllBytes(SampleFiles.SharedSample);

        var outcome = new ArticleCleaner().Clean(new SourceFile("sample.txt", bytes), TestContext.Current.CancellationToken);

        Assert.True(outcome.IsArticle, outcome.Rejection?.ToString());
        var article = outcome.Article;
        Assert.Equal("'Not an enemy' any more: Why Russia is courting the Taliban", article.Title);
        Assert.Equal("2021-08-17T21:40", article.Published?.Iso);
        Assert.Null(article.Updated);
        Assert.Equal(2, article.Captions.Count);
        Assert.All(article.Captions, caption => Assert.Equal("AFP", caption.Credit));
        Assert.Equal("Taliban fighters patrol in Kabul Afghanistan", article.Captions[0].Text);
        Assert.EndsWith("in Kabul on August 17, 2021", article.Captions[1].Text, StringComparison.Ordinal);
        Assert.Equal(["AFP"], article.Credits);
        Assert.Equal(["site-clock", "site-clock"], article.Removed.Where(removal => removal.Text.Contains("2022", StringComparison.Ordinal) || removal.Text.Contains("Last Update", StringComparison.Ordinal)).Select(removal => removal.Rule));

        // The file has 22 body paragraphs: the lead, and 21 others once its repetition with other quotation marks is gone.
        Assert.Equal(22, article.Paragraphs.Count);
        Assert.Equal([(null, 7), ("Sovereignty vs security", 9), ("Years of courting", 6)],
            article.Sections.Select(section => (section.Heading is { } heading ? heading.Of(article.Text).ToString() : null, section.ParagraphCount)));
        Assert.Contains("‘is stabilizing’", article.Paragraphs[0].Span.Of(article.Text).ToString(), StringComparison.Ordinal);
        Assert.Single(article.Removed, removal => removal.Rule == "repeated-paragraphs" && removal.Text.Contains("\"is stabilizing\"", StringComparison.Ordinal));
        Assert.StartsWith("While many countries", article.Paragraphs[1].Span.Of(article.Text).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("he told AFP.", article.Paragraphs[^1].Span.Of(article.Text).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("patrol in Kabul", article.Text, StringComparison.Ordinal);
        ArticleInvariants.Check(article, bytes);
    }
}
