using System.Text;
using Pipeline.Text.Similarity;
using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>
/// Originals with their copies, and look-alikes that are copies of nothing, in random order of arrival. Half of the originals are articles of this
/// repository in 19 languages, written by hand; the others are put together from sentences. The same seed gives the same set.
/// </summary>
internal static class VariantSet
{
    private const int CopiesPerOriginal = 9;

    /// <summary>Two of five variants are look-alikes.</summary>
    private const double LookAlikeShare = .4;

    /// <summary>A set of <paramref name="count"/> variants beside their originals.</summary>
    public static IReadOnlyList<Arrival> Make(int seed, int count)
    {
        var random = new Random(seed);
        var written = Written();
        var lookAlikes = new LookAlikes(random);
        var arrivals = new List<Arrival>();
        var copies = count - (int)(count * LookAlikeShare);
        for (int made = 0, original = 0; made < copies; original++)
        {
            var story = original % 2 == 0 ? written[(original / 2) % written.Count] : new NewsEvent(random).Wire(random);
            var name = original % 2 == 0 ? $"written {(original / 2) % written.Count}" : $"told {original}";
            var maker = new CopyMaker(random, written);
            arrivals.AddRange(Clean(name, "original", story));
            foreach (var (way, make) in maker.Ways.OrderBy(_ => random.Next()).Take(Math.Min(CopiesPerOriginal, copies - made)))
            {
                var before = arrivals.Count;
                arrivals.AddRange(Clean(name, way, make(story)));
                made += arrivals.Count - before;
            }
        }

        var pairs = new Queue<(Story, Story)>(LookAlikes.HandWritten);
        for (var made = 0; made < count - copies; made += 2)
        {
            var (kind, make) = lookAlikes.Kinds[made / 2 % lookAlikes.Kinds.Count];
            var (left, right) = pairs.TryDequeue(out var pair) ? pair : make();
            arrivals.AddRange(Clean($"{kind} {made}", kind, left));
            arrivals.AddRange(Clean($"{kind} {made + 1}", kind, right));
        }

        return [.. arrivals.OrderBy(_ => random.Next())];
    }

    /// <summary>The articles of the repository that are long enough to be cut.</summary>
    private static List<Story> Written()
    {
        var cleaner = new ArticleCleaner();
        return
        [
            .. new[] { "tests/samples/articles", "tests/corpus/cleaning" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
                .Where(file => Path.GetExtension(file) is ".txt" or ".md" or ".html")
                .Order(StringComparer.Ordinal)
                .Select(file => cleaner.Clean(new SourceFile(file, File.ReadAllBytes(file)), TestContext.Current.CancellationToken))
                .Where(outcome => outcome.IsArticle && outcome.Article.Paragraphs.Count >= 4)
                .Select(outcome => outcome.Article!)
                .Select(article => new Story(article.Title ?? "Untitled", [.. article.Paragraphs.Select(paragraph => paragraph.Span.Of(article.Text).ToString())]))
                .Where(story => story.Paragraphs.Sum(paragraph => paragraph.Length) >= 400),
        ];
    }

    /// <summary>Nothing, when the cleaner finds no article: some are cut too short.</summary>
    private static IEnumerable<Arrival> Clean(string truth, string kind, Story story)
    {
        var text = $"{story.Title}\n\n{string.Join("\n\n", story.Paragraphs)}\n";
        var outcome = new ArticleCleaner().Clean(new SourceFile("story.txt", Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
        return outcome.IsArticle ? [new Arrival(truth, kind, ArticleSketch.Of(outcome.Article))] : [];
    }
}

/// <summary>An article that arrives.</summary>
/// <param name="Truth">What it is a copy of; equal for an original and its copies.</param>
/// <param name="Kind">How it was made.</param>
/// <param name="Sketch">Its sketch; null when it is too short.</param>
internal sealed record Arrival(string Truth, string Kind, ArticleSketch? Sketch);
