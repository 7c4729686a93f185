using Pipeline.Text.Reading.Containers;

namespace Pipeline.Text.Tests.Samples;

public sealed class SampleArticleTests
{
    public static TheoryData<string> Articles =>
        [.. Directory.EnumerateFiles(SampleFiles.Articles, "*", SearchOption.AllDirectories).Where(file => ArticleContainer.Open(new SourceFile(file, File.ReadAllBytes(file)), TextLimits.Default) is null).Select(file => Path.GetRelativePath(SampleFiles.Articles, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Articles))]
    public void A_sample_article_comes_out_as_expected(string name)
    {
        var expected = SampleExpectation.Of(name);

        var article = Clean(name);

        Assert.Equal(expected.Title, article.Title);
        Assert.Equal(expected.Byline, article.Byline);
        Assert.Equal(expected.Authors, article.Authors);
        Assert.Equal(expected.Published, article.Published?.Iso);
        Assert.Equal(expected.Updated, article.Updated?.Iso);
        Assert.Equal(expected.Captions, article.Captions);
        Assert.Equal(expected.Headings, article.Sections.Where(section => section.Heading is not null).Select(section => section.Heading!.Value.Of(article.Text).ToString()));
        Assert.Equal(expected.First, article.Paragraphs[0].Span.Of(article.Text).ToString());
        Assert.Equal(expected.Last, article.Paragraphs[^1].Span.Of(article.Text).ToString());
        Assert.Equal(expected.Paragraphs, article.Paragraphs.Count);
        Assert.Equal((expected.Format, expected.Charset), (article.Format, article.Charset));
        Assert.All(expected.Absent, words => Assert.DoesNotContain(words, article.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void Offsets_of_a_sample_article_hold(string name) => ArticleInvariants.Check(Clean(name), File.ReadAllBytes(Path.Combine(SampleFiles.Articles, name)));

    private static CleanArticle Clean(string name)
    {
        var outcome = new ArticleCleaner().Clean(new SourceFile(name, File.ReadAllBytes(Path.Combine(SampleFiles.Articles, name))), TestContext.Current.CancellationToken);
        Assert.True(outcome.IsArticle, outcome.Rejection?.ToString());
        return outcome.Article;
    }
}
