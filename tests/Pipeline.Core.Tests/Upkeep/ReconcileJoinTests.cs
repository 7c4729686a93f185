using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Upkeep;

public sealed class ReconcileJoinTests
{
    [Fact]
    public async Task Files_without_row_or_with_another_version_are_changed_and_rows_without_file_are_missing()
    {
        var found = await JoinAsync("0a=1 0b=1 0c=2 0e=1", "0b=1 0c=1 0d=1 0e=1");

        Assert.Equal(["0a", "0c"], found.Changed);
        Assert.Equal(["0d"], found.Missing);
        Assert.Equal((4, "0e", true), (found.Seen, found.Last, found.IsComplete));
    }

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("0a=1", "", "0a", "")]
    [InlineData("", "0a=1", "", "0a")]
    [InlineData("0a=1 0c=1", "0b=1", "0a 0c", "0b")]
    [InlineData("0a=", "0a=", "0a", "")] // A listing without versions proves nothing.
    public async Task Whatever_lies_at_the_ends_is_found(string files, string rows, string changed, string missing)
    {
        var found = await JoinAsync(files, rows);

        Assert.Equal((changed, missing, true), (string.Join(' ', found.Changed), string.Join(' ', found.Missing), found.IsComplete));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Going_on_from_where_a_limit_stopped_finds_all_once(int limit)
    {
        const string Files = "00=1 0a=1 0b=1 0c=2 0d=1 0f=1";
        const string Rows = "01=1 02=1 0a=1 0c=1 0d=1 0e=1";
        var (changed, missing, seen) = (new List<string>(), new List<string>(), 0L);
        var after = "";
        Comparison found;
        do
        {
            found = await JoinAsync(After(Files, after), After(Rows, after), limit, limit);
            changed.AddRange(found.Changed);
            missing.AddRange(found.Missing);
            seen += found.Seen;
            after = found.Last ?? after;
        }
        while (!found.IsComplete);

        Assert.Equal(["00", "0b", "0c", "0f"], changed);
        Assert.Equal(["01", "02", "0e"], missing);
        Assert.Equal(6, seen);
    }

    [Theory]
    [InlineData(100, 1_000, true)]
    [InlineData(101, 1_000, false)]
    [InlineData(500, 10_000, true)]
    [InlineData(501, 10_000, false)]
    [InlineData(0, 0, true)]
    public void The_guard_allows_a_hundred_or_a_twentieth_of_all(long missing, long total, bool allowed) =>
        Assert.Equal(allowed, DeletionGuard.Allows(missing, total, new PipelineOptions()));

    [Fact]
    public void A_manifest_gives_each_digits_files_back_in_order()
    {
        var files = Enumerable.Range(0, 300).Select(i => $"daily/ä {i}\n.txt").Append("x/" + new string('ü', 1000))
            .Select(path => new ListedFile(Core.Articles.ArticleIds.FromPath(path), path.Length % 2 == 0 ? "0x1" : null, path)).ToList();

        var manifest = Manifest.Of(files);
        var offsets = string.Join(',', manifest.Offsets);
        var read = Enumerable.Range(0, Manifest.Groups).Select(group =>
        {
            var (start, length) = Manifest.RangeOf(offsets, group);
            return Manifest.Read(manifest.Bytes[start..(start + length)]).ToList();
        }).ToList();

        Assert.Equal(files.OrderBy(file => file.ArticleId, StringComparer.Ordinal), read.SelectMany(group => group));
        Assert.All(read.Index(), group => Assert.All(group.Item, file => Assert.Equal(group.Index, Convert.ToInt32(file.ArticleId[..1], 16))));
    }

    private static Task<Comparison> JoinAsync(string files, string rows, int mostChanged = 100, int mostMissing = 100) => ReconcileJoin.RunAsync(
        [.. Parse(files).Select(item => new ListedFile(item.Id, item.Version, item.Id))],
        Parse(rows).Select(item => new ArticleRow { Key = new TableKey(item.Id, item.Id), Path = item.Id, SourceETag = item.Version }).ToAsyncEnumerable(),
        mostChanged,
        mostMissing);

    private static string After(string items, string id) => string.Join(' ', items.Split(' ').Where(item => string.CompareOrdinal(item[..2], id) > 0));

    private static IEnumerable<(string Id, string? Version)> Parse(string items) =>
        items.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => (item[..2], item.Length > 3 ? item[3..] : null));
}
