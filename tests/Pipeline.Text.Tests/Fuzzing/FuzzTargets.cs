using System.Text;
using System.Text.Json;
using Pipeline.TestSupport;
using Pipeline.TestSupport.Fuzzing;
using Pipeline.Text.Analysis;
using Pipeline.Text.Dates;
using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Containers;
using Pipeline.Text.Tests.Reading.Formats;

namespace Pipeline.Text.Tests.Fuzzing;

/// <summary>All that reads bytes or text from outside. Whoever adds a reader to <see cref="ArticleReaders.All"/> has it fuzzed; another kind of reader is one line more.</summary>
internal static class FuzzTargets
{
    private const int SeedLength = 3_000;

    private const string Address = "https://courier.example/ferry";

    private static readonly Story[] s_stories = [Story.Ferry, Story.Bees];

    private static readonly string[] s_extensions = [".txt", ".html", ".md", ".json", ".xml", ".eml", ""];

    private static readonly byte[][] s_formats =
    [
        PdfRendering.Of(Story.Ferry), WordRendering.Of(Story.Ferry, Address), Renderings.SavedPage(Story.Ferry, Address), Renderings.Mail(Story.Ferry, Address, html: true), Renderings.Mail(Story.Ferry, Address, html: false),
        Renderings.Nitf(Story.Ferry, Address), Renderings.NewsMl(Story.Ferry, Address), Renderings.Json(Story.Ferry, Address), Renderings.Gzip(Renderings.Json(Story.Ferry, Address)),
    ];

    private static readonly byte[][] s_containers =
    [
        Renderings.Rss(s_stories, Address), Renderings.Atom(s_stories, Address), Renderings.JsonFeed(s_stories, Address), Renderings.JsonLines(s_stories, Address), Renderings.Warc(s_stories, Address),
        Renderings.Zip(("a/ferry.json", Renderings.Json(Story.Ferry, Address)), ("inner.zip", Renderings.Zip(("bees.docx", WordRendering.Of(Story.Bees, Address))))), Renderings.Gzip(Renderings.Rss(s_stories, Address)),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("decoder", Files, CheckDecoder),
        .. ArticleReaders.All.Select(reader => new FuzzTarget($"{reader.Format} reader", SeedsOf(reader), input => CheckReader(reader, input))),
        new("containers", s_containers, CheckContainer),
        new("cleaner", Files, CheckCleaner),
        new("dates", [.. new[] { "Monday, 3 March 2024 10:15", "2024-03-03T10:15:00+01:00", "3 marzo 2024, ore 10.15", "2024年3月3日", "Published at 09:40 am August 17th, 2021" }.Select(Encoding.UTF8.GetBytes)], input => DateReader.Find(Encoding.UTF8.GetString(input))),
        new("stored article", [CleanArticleJson.Serialize(Article())], input => Read(() => CleanArticleJson.Serialize(CleanArticleJson.Deserialize(input)))),
        new("stored enrichment", [ArticleEnrichmentJson.Serialize(Enrichment(Article()))], input => Read(() => ArticleEnrichmentJson.Serialize(ArticleEnrichmentJson.Deserialize(input)))),
    ];

    private static IReadOnlyList<byte[]> Files =>
    [
        .. s_formats,
        .. SizedText.Articles.Concat(SizedText.Hostile).Select(text => Encoding.UTF8.GetBytes(text.Write(SeedLength))),
        Encoding.Unicode.GetBytes("\ufeffThe ferry sailed again on Monday, and more than a hundred people stood on the quay."),
        Encoding.Latin1.GetBytes("Das Fährschiff lief am Montag wieder aus, und über hundert Menschen standen am Kai."),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "samples", "articles"), "*.*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    // A reader is given what it recognises; what it does not would end at its first line.
    private static IReadOnlyList<byte[]> SeedsOf(IArticleReader reader) =>
        Files.Where(bytes => SourceDecoder.Decode(new SourceFile("a", bytes), TextLimits.Default).Source is { } source && ArticleReaders.Choose(source) == reader).ToList() is { Count: > 0 } own ? own : Files;

    private static string NameOf(byte[] input) => "a" + s_extensions[input.Length % s_extensions.Length];

    private static CleanArticle Article() => new ArticleCleaner().Clean(new SourceFile("a.txt", Encoding.UTF8.GetBytes(SizedText.Articles[0].Write(SeedLength)))).Article!;

    private static ArticleEnrichment Enrichment(CleanArticle article)
    {
        // The offline analyser has nothing to wait for.
        var task = ArticleEnricher.EnrichAsync(article, new OfflineAnalyser(), CancellationToken.None);
        Assert.True(task.IsCompletedSuccessfully);
        return task.GetAwaiter().GetResult().Enrichment!;
    }

    private static void CheckDecoder(byte[] input)
    {
        var outcome = SourceDecoder.Decode(new SourceFile(NameOf(input), input), TextLimits.Default);
        Assert.True(outcome.Source is null != outcome.Rejection is null);
        if (outcome.Source is { } source)
        {
            Assert.True(source.IsBinary || !string.IsNullOrWhiteSpace(source.Text));
            Assert.Matches("^[a-z0-9_:.-]+$", source.Charset);
            Assert.Equal(source.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(source.Text))); // Whole characters only.
        }
    }

    private static void CheckReader(IArticleReader reader, byte[] input)
    {
        var file = new SourceFile(NameOf(input), input);
        var source = SourceDecoder.Decode(file, TextLimits.Default).Source ?? new DecodedSource(Encoding.UTF8.GetString(input), "utf-8", Path.GetExtension(file.Name), []) { Bytes = input };
        Assert.InRange(reader.Recognise(source), 0, 1);
        var outcome = reader.Read(source, TextLimits.Default, CancellationToken.None);
        Assert.True(outcome.Document is null != outcome.Rejection is null);
        if (outcome.Document is { } document)
        {
            var text = document.Extracted?.Text ?? source.Text;
            Assert.All(document.Blocks, block => CheckSpan(block.Source, text));
            Assert.All(document.Blocks, block => Assert.InRange(block.Level, 0, 6));
            Assert.All(document.Removed, removal => CheckSpan(removal.Source, text));
            Assert.All(new[] { document.Facts.CanonicalUrl, document.Facts.LeadImageUrl }.OfType<string>(), address => Assert.Matches("^https?://", address));
        }
    }

    private static void CheckContainer(byte[] input)
    {
        var file = new SourceFile(NameOf(input), input);
        if (ArticleContainer.Open(file, TextLimits.Default) is { } container && container.Survey().Rejection is null)
        {
            var names = container.Items().Select(item => item.Name).ToList(); // Meets no limit any more.
            Assert.All(names, name => Assert.DoesNotContain(name.Split('/'), part => part is "" or "." or ".." || part.Any(char.IsControl)));
        }
    }

    private static void CheckCleaner(byte[] input)
    {
        var file = new SourceFile(NameOf(input), input);
        var outcome = new ArticleCleaner().Clean(file);
        Assert.True(outcome.Article is null != outcome.Rejection is null);
        if (outcome.Article is { } article)
        {
            ArticleInvariants.CheckStructure(article, input);
            Assert.DoesNotMatch("<[A-Za-z/!?]", Encoding.UTF8.GetString(CleanArticleJson.Serialize(article)));
            Assert.Equal(CleanArticleJson.Serialize(article), CleanArticleJson.Serialize(new ArticleCleaner().Clean(file).Article!));
            var enrichment = Enrichment(article);
            Assert.All(enrichment.Segments, segment => CheckSpan(segment.Segment.Span, article.Text));
            Assert.All(enrichment.Segments.SelectMany(segment => segment.Sentences), sentence => CheckSpan(sentence.Span, article.Text));
            Assert.All(enrichment.KeyPhrases.SelectMany(phrase => phrase.Mentions), mention => CheckSpan(mention, article.Text));
        }
        else
        {
            Assert.NotEmpty(outcome.Rejection!.Detail);
        }
    }

    private static void CheckSpan(TextSpan span, string text) => Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{span} lies outside a text of {text.Length}.");

    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (JsonException)
        {
            // Documented: it is no stored article.
        }
    }
}
