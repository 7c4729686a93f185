using System.Globalization;
using Pipeline.Core.Queries;
using Spectre.Console;

namespace Pipeline.Cli.Output;

/// <summary>A row of the table of articles.</summary>
internal sealed record ArticleTableRow(
    string Path,
    string? Title,
    string? Published,
    SentimentView? Sentiment,
    IReadOnlyList<string> KeyPhrases,
    string State,
    string? Reason)
{
    public static ArticleTableRow Of(ArticleSummary article) =>
        new(article.Path, article.Title, article.Published, article.Sentiment, article.KeyPhrases, article.State, article.Reason);
}

/// <summary>A table of articles: framed on a terminal, else columns apart by spaces.</summary>
internal static class ArticleTable
{
    private const int ShownPhrases = 3;
    private const int LongestTitle = 80;

    private static readonly string[] Columns = ["Title", "Published", "Sentiment", "pos/neu/neg", "Key phrases", "State", "File"];

    /// <summary>Writes articles, as JSON while they come.</summary>
    public static async Task WriteAsync(Terminal terminal, IAsyncEnumerable<ArticleSummary> articles, bool asJson)
    {
        if (asJson)
        {
            await foreach (var article in articles)
            {
                terminal.WriteJson(article);
            }

            return;
        }

        var rows = await articles.Select(ArticleTableRow.Of).ToListAsync();
        if (rows.Count == 0)
        {
            terminal.WriteError("No articles match.");
            return;
        }

        Write(terminal, rows);
    }

    public static void Write(Terminal terminal, IEnumerable<ArticleTableRow> rows)
    {
        var cells = rows.Select(row => Array.ConvertAll(Cells(row), SafeText.Line)).ToList();
        if (terminal.OutputIsTerminal)
        {
            WriteFramed(terminal, cells);
        }
        else
        {
            WritePlain(terminal, cells);
        }
    }

    public static string Scores(SentimentView scores) =>
        string.Create(CultureInfo.InvariantCulture, $"{scores.Positive:F2}/{scores.Neutral:F2}/{scores.Negative:F2}");

    private static void WriteFramed(Terminal terminal, List<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns([.. Columns.Select(name => new TableColumn(new Spectre.Console.Text(name)))]);
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        }

        terminal.OutputConsole().Write(table);
    }

    private static void WritePlain(Terminal terminal, List<string[]> rows)
    {
        rows.Insert(0, Columns);
        int[] widths = [.. Columns.Select((_, column) => rows.Max(row => row[column].GetCellWidth()))];
        foreach (var row in rows)
        {
            terminal.Output.WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell + new string(' ', width - cell.GetCellWidth()))).TrimEnd());
        }
    }

    private static string[] Cells(ArticleTableRow row) =>
    [
        SafeText.Shorten(row.Title ?? "", LongestTitle),
        row.Published ?? "",
        row.Sentiment?.Label.ToLowerInvariant() ?? "",
        row.Sentiment is { } scores ? Scores(scores) : "",
        string.Join(", ", row.KeyPhrases.Take(ShownPhrases)),
        row.Reason is null ? row.State : $"{row.State}: {row.Reason}",
        row.Path,
    ];
}
