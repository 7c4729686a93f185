using System.Globalization;
using Pipeline.Text.Analysis;
using Pipeline.Text.Segmentation;
using Pipeline.Text.Tests.Analysis;

namespace Pipeline.Text.Tests.Segmentation;

public sealed class DocumentPackerTests
{
    private const string Sentence = "The council met again on Monday to talk about the bridge.";

    [Fact]
    public void Without_limits_the_article_is_one_document()
    {
        var article = Articles.Of("First paragraph.", "Second paragraph.");

        var document = Assert.Single(Pack(article, AnalyserLimits.None));

        Assert.Equal(article.Text, document.Document.Text);
        Assert.Equal("en", document.Document.Language);
        Assert.Equal("A title", document.Document.Title);
    }

    [Fact]
    public void No_paragraphs_make_no_documents() => Assert.Empty(Pack(Articles.Of(), AnalyserLimits.None));

    [Theory]
    [InlineData(60, null)]
    [InlineData(130, null)]
    [InlineData(500, 100)]
    [InlineData(5120, 1000)]
    public void Documents_are_slices_within_the_limits_that_cover_every_sentence_once(int most, int? record)
    {
        var article = Articles.Of([.. Enumerable.Range(1, 40).Select(i => string.Join(' ', Enumerable.Repeat(Sentence, (i % 7) + 1)))]);

        var documents = Pack(article, new AnalyserLimits(most, record));

        Assert.All(documents, d => Assert.Equal(d.Document.Text, d.Span.Of(article.Text).ToString()));
        Assert.All(documents, d => Assert.InRange(new StringInfo(d.Document.Text).LengthInTextElements, 1, most));
        Assert.All(article.Paragraphs.SelectMany(p => p.Sentences), s => Assert.Single(documents, d => d.Span.Start <= s.Start && s.End <= d.Span.End));
        Assert.Equal(documents.Count, documents.DistinctBy(d => d.Document.Id).Count());
    }

    [Fact]
    public void Documents_end_just_under_whole_billing_units()
    {
        var article = Articles.Of([.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat(Sentence, 5)), 60)]);

        var documents = Pack(article, new AnalyserLimits(5120, 1000));

        var records = documents.Sum(d => (d.Document.Text.Length + 999) / 1000);
        Assert.All(documents.SkipLast(1), d => Assert.True(d.Document.Text.Length <= 5000 && (1000 - (d.Document.Text.Length % 1000)) % 1000 <= Sentence.Length + 2, $"{d.Document.Text.Length}"));
        Assert.Equal((article.Text.Length + 999) / 1000, records);
    }

    [Fact]
    public void An_overlong_sentence_is_cut_after_a_clause()
    {
        var article = Articles.Of("When the rain came at last, the farmers danced in the fields, and nobody thought of the debts");

        var documents = Pack(article, new AnalyserLimits(50, null));

        Assert.Equal(["When the rain came at last,", "the farmers danced in the fields,", "and nobody thought of the debts"], documents.Select(d => d.Document.Text));
    }

    [Fact]
    public void A_grapheme_cluster_is_never_cut()
    {
        const string family = "👩‍👩‍👧‍👦";
        var article = Articles.Of(string.Concat(Enumerable.Repeat(family, 25)));

        var documents = Pack(article, new AnalyserLimits(10, null));

        Assert.Equal([10, 10, 5], documents.Select(d => d.Document.Text.Length / family.Length));
        Assert.All(documents, d => Assert.Equal(0, d.Document.Text.Length % family.Length));
    }

    [Fact]
    public void Emoji_count_as_one_element()
    {
        var article = Articles.Of(string.Concat(Enumerable.Repeat("😀", 40)), string.Concat(Enumerable.Repeat("😀", 40)));

        Assert.Single(Pack(article, new AnalyserLimits(82, null)));
    }

    private static IReadOnlyList<PackedDocument> Pack(CleanArticle article, AnalyserLimits limits) => DocumentPacker.Pack(article, Segmenter.Divide(article), limits);
}
