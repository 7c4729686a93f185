using Pipeline.Tables.Schema;

namespace Pipeline.Tables.Tests.Schema;

/// <summary>The schema grows and never changes: whoever reads a column today reads it after every update.</summary>
public sealed class SchemaHistoryTests
{
    private const string Path = "src/Pipeline.Tables/schema.csv";
    private const string Header = "table,column,type,role";

    [Fact]
    public void Every_committed_column_is_still_there_with_its_type_and_role()
    {
        var committed = Read(Repository.Read(Path));
        var now = Now();

        Assert.Empty(Broken(committed, now));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Repository.Write(Path, Write(now));
            committed = now;
        }

        Assert.True(committed.SequenceEqual(now), $"{Path} lacks new columns. Run this test with UPDATE_DOCS=1.");
    }

    [Theory]
    [InlineData("Articles,Title,String,fact", "Articles,Headline,String,fact")]
    [InlineData("Articles,Title,String,fact", "Articles,Title,Int32,fact")]
    [InlineData("Articles,Title,String,fact", "Articles,Title,String,run")]
    [InlineData("Articles,Title,String,fact", "Segments,Title,String,fact")]
    public void A_column_that_was_removed_renamed_or_retyped_is_noticed(string before, string after) =>
        Assert.Equal([before], Broken([before], [after, "Articles,New,String,fact"]));

    [Fact]
    public void A_new_column_breaks_nothing() => Assert.Empty(Broken(["Articles,Title,String,fact"], ["Articles,New,String,fact", "Articles,Title,String,fact"]));

    private static List<string> Broken(IEnumerable<string> committed, IEnumerable<string> now) => [.. committed.Except(now, StringComparer.Ordinal)];

    private static List<string> Now() =>
    [
        .. Lines(TableNames.Articles, ArticleRow.Schema),
        .. Lines(TableNames.Segments, SegmentRow.Schema),
        .. Lines(TableNames.ArticlesByDate, ArticleIndexRow.Schema),
        .. Lines(TableNames.ArticlesBySource, ArticleIndexRow.Schema),
        .. Lines(TableNames.KeyPhrases, ArticleIndexRow.Schema),
        .. Lines(TableNames.Changes, ChangeRow.Schema),
    ];

    private static IEnumerable<string> Lines<TRow>(string table, TableSchema<TRow> schema)
        where TRow : ITableRow, new() => schema.Columns.Select(column => $"{table},{column.Name},{column.Type},{column.Role.ToString().ToLowerInvariant()}");

    private static List<string> Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Header, lines[0]);
        return [.. lines.Skip(1)];
    }

    private static string Write(IEnumerable<string> lines) => string.Concat(lines.Prepend(Header).Select(line => line + "\n"));
}
