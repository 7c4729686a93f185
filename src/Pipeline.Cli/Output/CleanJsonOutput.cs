using Pipeline.Cli.Input;
using Pipeline.Text;

namespace Pipeline.Cli.Output;

/// <summary>JSON Lines: one object per file, an article or a rejection.</summary>
internal sealed class CleanJsonOutput(Terminal terminal) : ICleanOutput
{
    public void Article(SourceFile file, CleanArticle article)
    {
        var lines = SourcePlaces.Of(file);
        terminal.WriteJson(new CleanArticleJson
        {
            File = file.Name,
            Title = article.Title,
            Standfirst = article.Standfirst,
            Byline = article.Byline,
            Authors = article.Authors,
            Published = article.Published?.Iso,
            Updated = article.Updated?.Iso,
            Captions = article.Captions,
            Credits = article.Credits,
            Language = article.Language,
            Sections = [.. article.Sections.Select(section => SectionJson.Of(section, article))],
            Paragraphs = [.. article.Paragraphs.Select(paragraph => paragraph.Span.Of(article.Text).ToString())],
            Text = article.Text,
            Removed = [.. article.Removed.Select(removal => RemovalJson.Of(removal, lines))],
            Notes = article.Notes,
            Format = article.Format,
            Charset = article.Charset,
        });
    }

    public void Rejected(SourceFile file, Rejection rejection) => terminal.WriteJson(new RejectedFileJson(file.Name, rejection));
}

/// <summary>A clean article as <c>clean --json</c> prints it. Dates are ISO 8601, as exact as the source.</summary>
internal sealed record CleanArticleJson
{
    public required string File { get; init; }

    public required string? Title { get; init; }

    public required string? Standfirst { get; init; }

    public required string? Byline { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }

    public required string? Published { get; init; }

    public required string? Updated { get; init; }

    public required IReadOnlyList<Caption> Captions { get; init; }

    public required IReadOnlyList<string> Credits { get; init; }

    public required string? Language { get; init; }

    public required IReadOnlyList<SectionJson> Sections { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<RemovalJson> Removed { get; init; }

    public required IReadOnlyList<Note> Notes { get; init; }

    public required string Format { get; init; }

    public required string Charset { get; init; }
}

/// <summary>A section: its heading, null for an opening one without, and its paragraphs.</summary>
internal sealed record SectionJson(string? Heading, IReadOnlyList<string> Paragraphs)
{
    public static SectionJson Of(Section section, CleanArticle article) => new(
        section.Heading?.Of(article.Text).ToString(),
        [.. article.Paragraphs.Skip(section.FirstParagraph).Take(section.ParagraphCount).Select(paragraph => paragraph.Span.Of(article.Text).ToString())]);
}

/// <summary>A removal. Start and length count UTF-16 code units of the decoded source; line and column count from 1.</summary>
internal sealed record RemovalJson(string Rule, string Reason, int Start, int Length, int Line, int Column, string Text)
{
    public static RemovalJson Of(Removal removal, LineMap lines)
    {
        var (line, column) = lines.Locate(removal.Source.Start);
        return new(removal.Rule, removal.Reason, removal.Source.Start, removal.Source.Length, line, column, removal.Text);
    }
}

/// <summary>A file that can never become an article.</summary>
internal sealed record RejectedFileJson(string File, Rejection Rejected);
