using Pipeline.Cli.Input;
using Pipeline.Text;

namespace Pipeline.Cli.Output;

/// <summary>A clean article for people: the facts, then the body with its headings, then (if asked for) what was removed.</summary>
internal sealed class CleanTextOutput(Terminal terminal, bool why, bool showNames) : ICleanOutput
{
    private const int LabelWidth = 11;
    private bool _isFirst = true;

    public void Article(SourceFile file, CleanArticle article)
    {
        if (!_isFirst)
        {
            terminal.Output.WriteLine();
        }

        _isFirst = false;
        if (showNames)
        {
            terminal.Output.WriteLine(terminal.Dim($"==> {SafeText.Line(file.Name)} <=="));
        }

        WriteFacts(article);
        WriteBody(article);
        if (why)
        {
            WriteRemoved(file, article);
        }
    }

    /// <summary>Nothing on standard output: the command reports rejections on standard error.</summary>
    public void Rejected(SourceFile file, Rejection rejection)
    {
    }

    private void WriteFacts(CleanArticle article)
    {
        WriteFact("Title", article.Title);
        WriteFact("Byline", article.Byline);
        WriteFact("Published", article.Published?.Iso);
        WriteFact("Updated", article.Updated?.Iso);
        WriteFact("Language", article.Language);
        foreach (var caption in article.Captions)
        {
            WriteFact("Caption", caption.Credit is null ? caption.Text : $"{caption.Text} ({caption.Credit})");
        }

        WriteFact("Credits", article.Credits.Count == 0 ? null : string.Join(", ", article.Credits));
    }

    private void WriteFact(string label, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine(terminal.Bold((label + ":").PadRight(LabelWidth)) + SafeText.Line(value));
        }
    }

    private void WriteBody(CleanArticle article)
    {
        foreach (var section in article.Sections)
        {
            if (section.Heading is { } heading)
            {
                terminal.Output.WriteLine();
                terminal.Output.WriteLine(terminal.Bold("## " + SafeText.Line(heading.Of(article.Text).ToString())));
            }

            foreach (var paragraph in article.Paragraphs.Skip(section.FirstParagraph).Take(section.ParagraphCount))
            {
                terminal.Output.WriteLine();
                terminal.Output.WriteLine(SafeText.Block(paragraph.Span.Of(article.Text).ToString()));
            }
        }
    }

    private void WriteRemoved(SourceFile file, CleanArticle article)
    {
        const int ExcerptLength = 80;
        var lines = SourcePlaces.Of(file);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Bold($"Removed: {article.Removed.Count}"));
        foreach (var removal in article.Removed.OrderBy(removal => removal.Source.Start))
        {
            var (line, column) = lines.Locate(removal.Source.Start);
            terminal.Output.WriteLine($"{line}:{column}  {SafeText.Line(removal.Rule)}  {SafeText.Line(removal.Reason)}");
            terminal.Output.WriteLine(terminal.Dim("    " + SafeText.Shorten(removal.Text, ExcerptLength)));
        }

        foreach (var note in article.Notes)
        {
            terminal.Output.WriteLine($"Note  {SafeText.Line(note.Code)}  {SafeText.Line(note.Detail)}");
        }
    }
}
