using Azure.Data.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public void Every_column_of_an_article_survives_the_round_trip()
    {
        var row = Filled(ArticleRow.Schema, new ArticleRow { Key = TableKey.Article("9f86d081884c7d659a2feaa0c55ad015") });

        var read = ArticleRow.Schema.Read(ArticleRow.Schema.Write(row));

        AssertEqual(ArticleRow.Schema, row, read);
    }

    [Fact]
    public void Every_column_of_a_segment_survives_the_round_trip()
    {
        var row = Filled(SegmentRow.Schema, new SegmentRow { Key = TableKey.Segment("9f", "abc", 1) });

        AssertEqual(SegmentRow.Schema, row, SegmentRow.Schema.Read(SegmentRow.Schema.Write(row)));
    }

    [Fact]
    public void Every_column_of_an_index_row_survives_the_round_trip()
    {
        var row = Filled(ArticleIndexRow.Schema, new ArticleIndexRow { Key = new TableKey("20210817-1", "x") });

        AssertEqual(ArticleIndexRow.Schema, row, ArticleIndexRow.Schema.Read(ArticleIndexRow.Schema.Write(row)));
    }

    [Fact]
    public void Every_column_of_a_change_survives_the_round_trip()
    {
        var row = Filled(ChangeRow.Schema, new ChangeRow { Key = TableKey.Change(1, 1) });

        AssertEqual(ChangeRow.Schema, row, ChangeRow.Schema.Read(ChangeRow.Schema.Write(row)));
    }

    [Fact]
    public void Columns_that_this_version_does_not_know_are_ignored()
    {
        var entity = new TableEntity("9f", "9f86d081884c7d659a2feaa0c55ad015") { ["Title"] = "A title", ["FromTheFuture"] = 42 };

        Assert.Equal("A title", ArticleRow.Schema.Read(entity).Title);
    }

    [Fact]
    public void Names_of_columns_are_unique_and_no_system_names()
    {
        var names = ArticleRow.Schema.Columns.Select(column => column.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(names, name => name is "PartitionKey" or "RowKey" or "Timestamp");
    }

    /// <summary>Gives every column a value that is not its default, through the entity that a table would return.</summary>
    private static TRow Filled<TRow>(TableSchema<TRow> schema, TRow row)
        where TRow : ITableRow, new()
    {
        var entity = new TableEntity(row.Key.PartitionKey, row.Key.RowKey);
        var number = 1;
        foreach (var column in schema.Columns)
        {
            number++;
            entity[column.Name] = column.Type switch
            {
                "Int32" => number,
                "Int64" => (long)number,
                "Double" => number / 100.0,
                "DateTime" => new DateTimeOffset(2021, 8, 17, 0, 0, 0, TimeSpan.Zero).AddSeconds(number),
                _ => column.Name switch
                {
                    "State" => "Rejected",
                    "Kind" => "Deleted",
                    "History" => """[{"at":"2021-08-17T00:00:00+00:00","event":"FileSeen","state":"Received"}]""",
                    "Authors" or "KeyPhrases" or "Warnings" or "IndexRecord" => $"[\"{column.Name} 1\",\"{column.Name} 2\"]",
                    _ => $"value of {column.Name}",
                },
            };
        }

        return schema.Read(entity);
    }

    private static void AssertEqual<TRow>(TableSchema<TRow> schema, TRow expected, TRow actual)
        where TRow : ITableRow, new()
    {
        Assert.Equal(expected.Key, actual.Key);
        Assert.All(schema.Columns, column =>
        {
            Assert.NotNull(column.Get(expected));
            Assert.Equal(column.Get(expected), column.Get(actual));
        });
    }
}
