using System.IO.Compression;
using Pipeline.TestSupport;
using Pipeline.Text.Similarity;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>Real articles, each another one, are not taken for copies. PIPELINE_CORPUS=wcxb-article/html (and so on) takes another set than the gate's.</summary>
public sealed class RealCorporaTests
{
    private static readonly string Corpus = Environment.GetEnvironmentVariable("PIPELINE_CORPUS") ?? "seedlike/txt";
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "bench", Corpus));

    [Fact]
    public void Different_articles_of_a_shared_corpus_are_no_copies()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The shared corpora are not beside this repository.");
        var sketches = Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal).AsParallel().AsOrdered().Select(file => (Name: Path.GetFileName(file), Sketch: Sketch(file))).Where(article => article.Sketch is not null).ToList();

        // Every pair, not only those that an index would find.
        var copies = new List<string>();
        for (var i = 0; i < sketches.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (sketches[i].Sketch!.CompareTo(sketches[j].Sketch!) is { IsNearDuplicate: true } resemblance)
                {
                    copies.Add($"{sketches[i].Name} {sketches[j].Name} {resemblance.Similarity:F2} of {resemblance.Shingles.Smaller}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Corpus}: {sketches.Count} articles, {copies.Count} pairs taken for copies");
        Assert.True(copies.Count == 0, string.Join('\n', copies));
    }

    private static ArticleSketch? Sketch(string file)
    {
        using var stream = File.OpenRead(file);
        using var bytes = new MemoryStream();
        using (Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream)
        {
            content.CopyTo(bytes);
        }

        var outcome = new ArticleCleaner().Clean(new SourceFile(Path.GetFileName(file), bytes.ToArray()), CancellationToken.None);
        return outcome.IsArticle ? ArticleSketch.Of(outcome.Article) : null;
    }
}
