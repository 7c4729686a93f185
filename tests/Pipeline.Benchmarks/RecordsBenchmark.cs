using System.Globalization;
using Pipeline.Core.Language;
using Pipeline.Text;
using Pipeline.Text.Segmentation;

namespace Pipeline.Benchmarks;

/// <summary>Text records that Azure AI Language would charge per feature for the articles of folders: as they are packed, per paragraph, per sentence, and after a paragraph was inserted.</summary>
internal static class RecordsBenchmark
{
    private const int Seed = 1;
    private const string Inserted = "An added paragraph stands here, written by the desk this morning. It has two sentences of ordinary length, and a third part that says little more than that.";

    public static void Run(string[] folders)
    {
        var cleaner = new ArticleCleaner();
        var articles = folders.SelectMany(Directory.EnumerateFiles).Order(StringComparer.Ordinal)
            .Select(file => cleaner.Clean(new SourceFile(Path.GetFileName(file).Replace(".gz", "", StringComparison.Ordinal), ExtractBenchmark.Read(file))).Article)
            .OfType<CleanArticle>().Where(article => article.Paragraphs.Count > 0).ToList();
        var random = new Random(Seed);
        long least = 0, packed = 0, documents = 0, paragraphs = 0, sentences = 0, after = 0, bought = 0;
        foreach (var article in articles)
        {
            var before = Texts(article);
            least += LanguageLimits.Records(article.Text.Length);
            packed += before.Sum(Records);
            documents += before.Count;
            paragraphs += article.Paragraphs.Sum(p => (long)LanguageLimits.Records(p.Span.Length));
            sentences += article.Paragraphs.Sum(p => p.Sentences.Sum(s => (long)LanguageLimits.Records(s.Length)));

            var edited = Texts(With(article, random.Next(article.Paragraphs.Count)));
            var known = before.ToHashSet(StringComparer.Ordinal);
            after += edited.Sum(Records);
            bought += edited.Where(text => !known.Contains(text)).Sum(Records);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles.Count} articles, {documents} documents; text records per feature:"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  sum of ceil(characters / 1,000)  {least}"));
        Line("as packed", packed, least);
        Line("one call per paragraph", paragraphs, least);
        Line("one call per sentence", sentences, least);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after one inserted paragraph, bought anew: {(double)bought / after:P1} of the records"));
    }

    private static void Line(string name, long records, long least) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {records} ({((double)records / least) - 1:+0.00%;-0.00%})"));

    private static long Records(string text) => LanguageLimits.Records(text.Length);

    private static List<string> Texts(CleanArticle article) => [.. DocumentPacker.Pack(article, Segmenter.Divide(article), LanguageLimits.Documents).Select(p => p.Document.Text)];

    /// <summary>The article with a paragraph before paragraph <paramref name="at"/>.</summary>
    private static CleanArticle With(CleanArticle article, int at)
    {
        var start = article.Paragraphs[at].Span.Start;
        var added = Inserted + "\n\n";
        TextSpan Moved(TextSpan span) => span.Start < start ? span : span with { Start = span.Start + added.Length };
        var paragraphs = article.Paragraphs.Select(p => new Paragraph(Moved(p.Span), [.. p.Sentences.Select(Moved)])).ToList();
        var span = new TextSpan(start, Inserted.Length);
        var sentences = SentenceSegmenter.Split(Inserted, "en").Select(s => s with { Start = s.Start + start });
        paragraphs.Insert(at, new Paragraph(span, [.. sentences]));
        return article with { Text = article.Text.Insert(start, added), Paragraphs = paragraphs, Sections = [new Section(null, 0, paragraphs.Count)] };
    }
}
