using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace Pipeline.Cli.Output;

/// <summary>
/// Articles as CSV (RFC 4180) with a header. A spreadsheet would take a cell that starts with <c>= + - @</c>, a tab or a line break for a formula; such a
/// cell gets an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection).
/// </summary>
internal static class ArticleCsv
{
    private const string Sentiment = "sentiment";

    /// <summary>What an object, the sentiment, has in its cells: its label under the field's own name, and the scores.</summary>
    private static readonly string[] s_scores = ["positive", "neutral", "negative"];

    private static readonly CsvConfiguration s_configuration = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n'],
    };

    public static async Task WriteAsync(TextWriter writer, IAsyncEnumerable<JsonObject> rows, string[] fields, CancellationToken cancellationToken)
    {
        await using var csv = new CsvWriter(writer, s_configuration, leaveOpen: true);
        await WriteRowAsync(csv, fields.SelectMany(field => field == Sentiment ? [field, .. s_scores] : new[] { field }));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await WriteRowAsync(csv, fields.SelectMany(field => field == Sentiment
                ? [Cell(row[field]?["label"]), .. s_scores.Select(score => Cell(row[field]?[score]))]
                : new[] { Cell(row[field]) }));
        }
    }

    private static async Task WriteRowAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync();
    }

    private static string? Cell(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => string.Join("; ", list.Select(Cell)),
        _ => value.ToString(),
    };
}
