using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Tests.Reading.Html;

/// <summary>Small pages for the tests, and what the reader makes of them.</summary>
internal static class Page
{
    public const string First = "The harbour of Lindholm was closed on Monday after a crane fell across the main quay, the port authority said.";
    public const string Second = "Nobody was hurt, but three ferries had to turn back, and the queue of lorries reached the motorway by noon.";
    public const string Third = "Engineers expect to lift the wreck within two days; until then the smaller vessels use the old fishing dock.";

    public static string With(string body, string head = "") => $"<!DOCTYPE html><html lang=\"en\"><head><title>Crane falls</title>{head}</head><body>{body}</body></html>";

    public static string Article(string inside = "", string around = "", string head = "") =>
        With($"<article><h1>Crane falls in Lindholm</h1><p>{First}</p>{inside}<p>{Second}</p><p>{Third}</p></article>{around}", head);

    public static ReadOutcome Outcome(string html, TextLimits? limits = null) =>
        new HtmlReader().Read(new DecodedSource(html, "utf-8", ".html", []), limits ?? TextLimits.Default, TestContext.Current.CancellationToken);

    public static SourceDocument Read(string html)
    {
        var outcome = Outcome(html);
        Assert.Null(outcome.Rejection);
        return outcome.Document!;
    }

    public static string[] Texts(SourceDocument document) => [.. document.Blocks.Where(b => b.Kind != BlockKind.Caption).Select(b => b.Text)];
}
