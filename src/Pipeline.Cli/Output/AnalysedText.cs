using System.Globalization;
using System.Text;
using Pipeline.Core.Queries;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Output;

/// <summary>An analysed article for people: the facts, the best key phrases, then the text with its sentences marked by their sentiment.</summary>
internal sealed class AnalysedText(Terminal terminal, bool showNames)
{
    private const int LabelWidth = 13;

    /// <summary>As many phrases as an article is found under.</summary>
    private const int ShownPhrases = 20;

    private bool _isFirst = true;

    public void Write(string file, CleanArticle article, ArticleEnrichment enrichment)
    {
        if (!_isFirst)
        {
            terminal.Output.WriteLine();
        }

        _isFirst = false;
        if (showNames)
        {
            terminal.Output.WriteLine(terminal.Dim($"==> {SafeText.Line(file)} <=="));
        }

        WriteFact("Title", article.Title);
        WriteFact("Language", article.Language ?? "unknown");
        WriteFact("Sentiment", SentimentView.Of(enrichment.Sentiment) is { } sentiment ? $"{sentiment.Label.ToLowerInvariant()} {ArticleTable.Scores(sentiment)} (positive/neutral/negative)" : "not supported in this language");
        WriteFact("Key phrases", enrichment.KeyPhrases.Count == 0 ? "none" : string.Join(", ", enrichment.KeyPhrases.Take(ShownPhrases).Select(Phrase)));
        WriteFact("Warnings", enrichment.Warnings.Count == 0 ? null : string.Join(", ", enrichment.Warnings));
        for (var section = 0; section < article.Sections.Count; section++)
        {
            WriteSection(article, section, enrichment.Segments);
        }
    }

    private void WriteSection(CleanArticle article, int index, IReadOnlyList<SegmentEnrichment> segments)
    {
        if (article.Sections[index].Heading is { } heading)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(terminal.Bold("## " + SafeText.Line(heading.Of(article.Text).ToString())));
        }

        foreach (var segment in segments.Where(segment => segment.Segment.SectionIndex == index))
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(Marked(article.Text, segment));
        }
    }

    /// <summary>The paragraph as it stands, with its sentences marked.</summary>
    private string Marked(string text, SegmentEnrichment segment)
    {
        var marked = new StringBuilder();
        var at = segment.Segment.Span.Start;
        foreach (var (span, sentiment) in segment.Sentences)
        {
            marked.Append(SafeText.Block(text[at..span.Start]));
            var sentence = SafeText.Block(span.Of(text).ToString());
            marked.Append(sentiment.Label switch
            {
                SentimentLabel.Positive => terminal.Positive(sentence),
                SentimentLabel.Negative => terminal.Negative(sentence),
                _ => terminal.Neutral(sentence),
            });
            at = span.End;
        }

        return marked.Append(SafeText.Block(text[at..segment.Segment.Span.End])).ToString();
    }

    private void WriteFact(string label, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine(terminal.Bold((label + ":").PadRight(LabelWidth)) + SafeText.Line(value));
        }
    }

    private static string Phrase(KeyPhrase phrase) =>
        phrase.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"{phrase.Text} {score:F2}") : phrase.Text;
}
