using System.Globalization;
using System.Text;
using Pipeline.TestSupport;
using Pipeline.Text.Tests.Corpus;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Twenty articles of the corpus set as PDF and as Word documents give the words, title and date of their plain originals.</summary>
public sealed class RenderedStoryTests
{
    private const int Count = 20;
    private const double LeastF1 = 0.98;

    /// <summary>The standard fonts of PDF have these characters; quotation marks and dashes are written as typewriters do.</summary>
    private const string Typeable = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz";

    private static readonly IReadOnlyList<Story> Stories =
    [
        .. CorpusFile.ReadAll(Path.Combine(Repository.Root, "tests", "corpus", "cleaning"))
            .Where(file => file.Truth is { Title: not null, Published: not null, Authors.Count: > 0 } && file.Truth.Body.Count >= 4)
            .Select(file => new Story(
                Typed(file.Truth.Title!),
                Typed(file.Truth.Authors[0]),
                DateOnly.ParseExact(file.Truth.Published![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                [.. file.Truth.Body.Select(block => (block.Type == "heading", Typed(block.Text)))]))
            .Where(story => story.Blocks.Append((false, story.Title)).Append((false, story.Author)).All(block => block.Item2.All(Typeable.Contains)))
            .Where(IsArticle)
            .Concat(Generated())
            .Take(Count),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_pdf_agrees_with_its_original(int number) =>
        AssertAgrees(Stories[number], PdfRendering.Of(Stories[number], columns: 1 + (number % 3), isIndented: number % 2 == 0, height: number % 4 == 3 ? 842 : 420), "story.pdf");

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_word_document_agrees_with_its_original(int number) => AssertAgrees(Stories[number], WordRendering.Of(Stories[number], "https://courier.example/"), "story.docx");

    private static void AssertAgrees(Story story, byte[] bytes, string name)
    {
        var outcome = new ArticleCleaner().Clean(new SourceFile(name, bytes), TestContext.Current.CancellationToken);

        Assert.True(outcome.IsArticle, outcome.Rejection?.ToString());
        var (expected, actual) = (Words(story.Text), Words(outcome.Article.Text));
        var shared = expected.Sum(word => Math.Min(word.Value, actual.GetValueOrDefault(word.Key)));
        var f1 = 2.0 * shared / (expected.Values.Sum() + actual.Values.Sum());
        Assert.True(f1 >= LeastF1, $"Word F1 {f1:F3} of “{story.Title}”, removed {string.Join(" | ", outcome.Article.Removed.Select(removal => $"{removal.Rule}: {removal.Text}"))}:\n{outcome.Article.Text}");
        Assert.Equal(story.Title, outcome.Article.Title);
        Assert.Equal(story.Date, outcome.Article.Published?.Date);
    }

    // A flash of a line is an article only where a page says so.
    private static bool IsArticle(Story story) => new ArticleCleaner().Clean(new SourceFile("story.txt", Encoding.UTF8.GetBytes($"{story.Title}\n\nBy {story.Author}\n\n{story.Day}\n\n{story.Text}\n"))).IsArticle;

    private static Dictionary<string, int> Words(string text) =>
        text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string Typed(string text) =>
        text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('–', '-').Replace('—', '-').Replace("…", "...", StringComparison.Ordinal);

    // Fills up what the corpus has too few of in plain letters.
    private static IEnumerable<Story> Generated()
    {
        var generator = new ArticleGenerator(7);
        for (var i = 0; ; i++)
        {
            yield return new Story($"{(i % 2 == 0 ? "Harbour" : "Market")} of Velden waits for answer number {i + 1} from the county", "Clara Dubois", new DateOnly(2022, 1 + (i % 12), 11),
                [.. Enumerable.Range(0, 8).Select(_ => (false, generator.Paragraph().Replace("  ", " ", StringComparison.Ordinal)))]);
        }
    }
}
