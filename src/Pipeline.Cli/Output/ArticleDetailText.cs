using System.Globalization;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Output;

/// <summary>One enriched article for people: facts, then each paragraph with its sentences, their sentiment and the phrases.</summary>
internal sealed class ArticleDetailText(Terminal terminal)
{
    private const int LabelWidth = 13;
    private const int LabelOfSentiment = 9;

    public void Write(ArticleDetail detail)
    {
        var article = detail.Article;
        WriteFact("Title", article.Title);
        WriteFact("Standfirst", detail.Standfirst);
        WriteFact("Byline", detail.Byline);
        WriteFact("Published", article.Published);
        WriteFact("Updated", detail.Updated);
        WriteFact("Publisher", detail.Publisher);
        WriteFact("Rubric", detail.Rubric);
        WriteFact("Language", article.Language);
        WriteFact("Address", detail.CanonicalUrl);
        WriteFact("Sentiment", article.Sentiment is { } sentiment ? $"{sentiment.Label.ToLowerInvariant()} {ArticleTable.Scores(sentiment)}" : null);
        WriteFact("Key phrases", article.KeyPhrases.Count == 0 ? null : string.Join(", ", article.KeyPhrases));
        WriteFact("Summary", detail.Summary.Count == 0 ? null : string.Join(' ', detail.Summary.Select(sentence => sentence.Text)));
        WriteFact("Length", Length(detail));
        foreach (var caption in detail.Captions)
        {
            WriteFact("Caption", caption.Credit is null ? caption.Text : $"{caption.Text} ({caption.Credit})");
        }

        WriteFact("State", article.Reason is null ? article.State : $"{article.State}: {article.Reason}");
        WriteFact("Reason", detail.ReasonDetail);
        WriteFact("Last error", detail.LastError);
        WriteFact("Waits until", detail.WaitUntil?.ToString("u", CultureInfo.InvariantCulture));
        WriteFact("Received", detail.Received.ToString("u", CultureInfo.InvariantCulture));
        WriteFact("Analyser", detail.Analyser);
        WriteFact("Warnings", detail.Warnings.Count == 0 ? null : string.Join(", ", detail.Warnings));
        WriteFact("File", article.Path);
        WriteFact("Id", article.Id);
        foreach (var section in detail.Sections)
        {
            WriteSection(section);
        }
    }

    private void WriteFact(string label, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine(terminal.Bold((label + ":").PadRight(LabelWidth)) + SafeText.Line(value));
        }
    }

    private void WriteSection(SectionView section)
    {
        if (section.Heading is { } heading)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(terminal.Bold("## " + SafeText.Line(heading)));
        }

        foreach (var paragraph in section.Paragraphs)
        {
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(terminal.Dim($"{Sentiment(paragraph.Sentiment)}  {SafeText.Line(string.Join(", ", paragraph.KeyPhrases))}".TrimEnd()));
            if (paragraph.Sentences.Count == 0)
            {
                // The analyser does not know the language: there is text all the same.
                terminal.Output.WriteLine("  " + SafeText.Line(paragraph.Text));
            }

            foreach (var sentence in paragraph.Sentences)
            {
                terminal.Output.WriteLine($"  {terminal.Dim(Sentiment(sentence.Sentiment))}  {SafeText.Line(sentence.Text)}");
            }
        }
    }

    private static string? Length(ArticleDetail detail)
    {
        const int secondsPerMinute = 60;
        return detail is { WordCount: { } words, SentenceCount: { } sentences, ReadingSeconds: { } seconds }
            ? string.Create(CultureInfo.InvariantCulture, $"{words} words, {sentences} sentences, {Math.Max(1, (int)Math.Round((double)seconds / secondsPerMinute))} min to read")
            : null;
    }

    private static string Sentiment(SentimentView? sentiment) =>
        sentiment is null ? "" : $"{sentiment.Label.ToLowerInvariant(),-LabelOfSentiment}{ArticleTable.Scores(sentiment)}";
}
