using Pipeline.Text;

namespace Pipeline.Cli.Tests;

/// <summary>A clean article made by hand, so that output is tested apart from cleaning.</summary>
internal static class Articles
{
    public const string Source = "Site clock\nHarbour opens\r\nBy Ada Lind\n\nThe harbour opened on Friday.\n\nWhat comes next\n\nShips may enter again.\n";

    private const string Lead = "The harbour opened on Friday.";
    private const string Heading = "What comes next";
    private const string Body = "Ships may enter again.";

    public static SourceFile File { get; } = new("harbour.txt", CommandRun.Utf8(Source));

    public static CleanArticle Harbour(string title = "Harbour opens", string lead = Lead)
    {
        var text = $"{lead}\n\n{Heading}\n\n{Body}";
        var headingStart = lead.Length + 2;
        var bodyStart = headingStart + Heading.Length + 2;
        TextSpan leadSpan = new(0, lead.Length);
        TextSpan bodySpan = new(bodyStart, Body.Length);
        return new CleanArticle
        {
            Title = title,
            Byline = "Ada Lind",
            Authors = ["Ada Lind"],
            Published = new ArticleDate(new DateOnly(2024, 5, 3), new TimeOnly(21, 40), Offset: null, "3 May 2024, 21:40"),
            Captions = [new Caption("The harbour at dawn.", "AFP")],
            Credits = ["AFP"],
            Language = "en",
            Text = text,
            Sections = [new Section(Heading: null, 0, 1), new Section(new TextSpan(headingStart, Heading.Length), 1, 1)],
            Paragraphs = [new Paragraph(leadSpan, [leadSpan]), new Paragraph(bodySpan, [bodySpan])],
            Removed = [new Removal("byline", "the author stands in the byline", new TextSpan(Source.IndexOf("By Ada", StringComparison.Ordinal), 11), "By Ada Lind")],
            Notes = [new Note("extension-wrong", "The file is text.")],
            Format = "text",
            Charset = "utf-8",
        };
    }
}
