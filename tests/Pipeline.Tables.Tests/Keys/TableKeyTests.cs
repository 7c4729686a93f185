using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Keys;

public sealed class TableKeyTests
{
    private const string Id = "9f86d081884c7d659a2feaa0c55ad015";
    private static readonly DateTimeOffset Time = new(2021, 8, 17, 21, 40, 0, TimeSpan.Zero);

    [Fact]
    public void An_article_lies_in_the_partition_of_its_first_two_digits() =>
        Assert.Equal(new TableKey("9f", Id), TableKey.Article(Id));

    [Fact]
    public void Days_are_spread_over_eight_shards_by_the_id()
    {
        Assert.Equal("20210817-1", TableKey.ByDate(Id, Time).PartitionKey);
        Assert.Equal("20210817-7", TableKey.ByDate("f" + Id[1..], Time).PartitionKey);
    }

    [Fact]
    public void A_zone_moves_an_article_to_its_day_in_UTC() =>
        Assert.Equal("20210816-1", TableKey.ByDate(Id, new DateTimeOffset(2021, 8, 17, 1, 0, 0, TimeSpan.FromHours(6))).PartitionKey);

    [Fact]
    public void Row_keys_ascend_from_new_to_old()
    {
        var newer = TableKey.NewestFirst(Time.AddSeconds(1), Id);
        var older = TableKey.NewestFirst(Time, Id);

        Assert.True(string.CompareOrdinal(newer, older) < 0);
        Assert.Equal(older.Length, TableKey.NewestFirst(DateTimeOffset.MinValue, Id).Length);
        Assert.Equal(older.Length, TableKey.NewestFirst(DateTimeOffset.MaxValue, Id).Length);
    }

    [Fact]
    public void A_source_with_a_dash_does_not_run_into_another_months_partition() =>
        Assert.Equal("north-post-202108", TableKey.BySource(Id, "north-post", Time).PartitionKey);

    [Fact]
    public void Phrases_of_any_case_share_a_partition() =>
        Assert.Equal(TableKey.PhrasePartition("Central Asia"), TableKey.PhrasePartition("central  ASIA"));

    [Fact]
    public void Changes_sort_by_number() =>
        Assert.True(string.CompareOrdinal(TableKey.Change(3, 9).RowKey, TableKey.Change(3, 10).RowKey) < 0);

    [Fact]
    public void A_segment_key_names_its_enrichment() =>
        Assert.Equal(new TableKey(Id, "abc-00012"), TableKey.Segment(Id, "abc", 12));
}
