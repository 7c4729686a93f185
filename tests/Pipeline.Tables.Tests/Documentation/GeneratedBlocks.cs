using System.Text.RegularExpressions;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables.Tests.Documentation;

/// <summary>The parts of the README that are made from the code: they stand between marks that name them.</summary>
internal static partial class GeneratedBlocks
{
    public const string SampleId = "9f86d081884c7d659a2feaa0c55ad015";
    public const string SampleSource = "north-post";
    public const string SamplePhrase = "Central Asia";
    public const int SampleOrdinal = 3;
    public const int SampleSequence = 1042;

    public static readonly string SampleEnrichment = new('7', 32);
    public static readonly DateTimeOffset SampleTime = new(2021, 8, 17, 21, 40, 0, TimeSpan.Zero);

    private const string Costs = "costs";
    private const string Examples = "tests/Pipeline.Tables.Tests/Documentation/ReadmeExamples.cs";
    private static readonly string[] Awkward = ["a/b", "c#", "50% off?", "~tilde"];

    /// <summary>The blocks by name.</summary>
    private static Dictionary<string, Func<string>> Blocks => new(StringComparer.Ordinal)
    {
        ["keys"] = Keys,
        ["escapes"] = Escapes,
        ["columns Articles"] = () => Columns(ArticleRow.Schema),
        ["columns Segments"] = () => Columns(SegmentRow.Schema),
        ["columns ArticlesByDate ArticlesBySource KeyPhrases"] = () => Columns(ArticleIndexRow.Schema),
        ["columns Changes"] = () => Columns(ChangeRow.Schema),
    };

    public static IEnumerable<string> Names => Blocks.Keys.Concat(ExampleNames.Select(Example)).Append(Costs);

    /// <summary>The regions of the examples: one for each table, and what reads more than one.</summary>
    private static IEnumerable<string> ExampleNames => TableNames.All.Append("Text");

    public static IEnumerable<string> NamesIn(string document) => Block().Matches(document).Select(match => match.Groups["name"].Value);

    /// <summary>The document with every block as the code has it now.</summary>
    /// <param name="document">The README.</param>
    /// <param name="costs">What queries were measured to cost: name, requests, rows.</param>
    public static string Render(string document, IEnumerable<string[]> costs) => Block().Replace(document, match =>
    {
        var name = match.Groups["name"].Value;
        return $"<!-- {name} -->\n{(name == Costs ? Table(["query", "requests", "rows"], costs) : Content(name))}\n<!-- end -->";
    });

    private static string Example(string table) => $"example {table}";

    private static string Content(string name)
    {
        if (Blocks.TryGetValue(name, out var block))
        {
            return block();
        }

        var region = ExampleNames.FirstOrDefault(region => Example(region) == name) ?? throw new InvalidOperationException($"The README has a block '{name}', which no code makes.");
        return $"```csharp\n{Region(region)}\n```";
    }

    private static string Region(string name)
    {
        var lines = Repository.Read(Examples).Split('\n').SkipWhile(line => line.Trim() != $"#region {name}").Skip(1).TakeWhile(line => line.Trim() != "#endregion").ToList();
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : "")).Trim();
    }

    private static string Columns<TRow>(TableSchema<TRow> schema)
        where TRow : ITableRow, new() => Table(
            ["column", "type", "at most", "role", "what it holds"],
            schema.Columns.Select(column => new[] { $"`{column.Name}`", column.Type, column.Limit ?? "", column.Role.ToString().ToLowerInvariant(), column.Description }));

    private static string Keys() => Table(
        ["table", "PartitionKey", "RowKey"],
        new (string Table, TableKey Key)[]
        {
            (TableNames.Articles, TableKey.Article(SampleId)),
            (TableNames.Segments, TableKey.Segment(SampleId, SampleEnrichment, SampleOrdinal)),
            (TableNames.ArticlesByDate, TableKey.ByDate(SampleId, SampleTime)),
            (TableNames.ArticlesBySource, TableKey.BySource(SampleId, SampleSource, SampleTime)),
            (TableNames.KeyPhrases, TableKey.ByPhrase(SampleId, SamplePhrase, SampleTime)),
            (TableNames.Changes, TableKey.Change(TableKey.ChangeShard(SampleId), SampleSequence)),
        }.Select(row => new[] { row.Table, $"`{row.Key.PartitionKey}`", $"`{row.Key.RowKey}`" }));

    private static string Escapes() => Table(
        ["text", "in a key"],
        Awkward.Select(text => new[] { $"`{text}`", $"`{KeyText.Escape(text)}`" })
            .Append([$"more than {KeyText.MaxLength} UTF-16 units once escaped", "`~` and the SHA-256 of the text's UTF-8, in lower-case hexadecimal digits"]));

    private static string Table(string[] header, IEnumerable<string[]> rows) =>
        string.Join('\n', new[] { header, [.. header.Select(_ => "---")] }.Concat(rows).Select(cells => $"| {string.Join(" | ", cells)} |"));

    [GeneratedRegex("<!-- (?<name>(keys|escapes|costs|columns|example)[A-Za-z ]*) -->\n([^<]|<[^!])*<!-- end -->", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
