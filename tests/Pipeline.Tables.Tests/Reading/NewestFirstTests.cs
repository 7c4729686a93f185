using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Reading;

public sealed class NewestFirstTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_split_into_sorted_partitions_merges_to_the_whole(int seed)
    {
        var random = new Random(seed);
        var partitions = Enumerable.Range(0, 8).Select(_ => new List<string>()).ToList();
        var keys = Enumerable.Range(0, 500).Select(i => i.ToString("D5", CultureInfo.InvariantCulture)).ToList();
        keys.ForEach(key => partitions[random.Next(partitions.Count)].Add(key));

        var merged = await NewestFirst.MergeAsync(partitions.Select(partition => new Partition(partition)), Token).Select(row => row.Key.RowKey).ToListAsync(Token);

        Assert.Equal(keys, merged);
    }

    [Fact]
    public async Task Who_stops_early_reads_one_row_ahead_of_each_partition_and_leaves_none_open()
    {
        var partitions = Enumerable.Range(0, 8).Select(p => new Partition(Enumerable.Range(0, 100).Select(i => $"{i:D3}-{p}"))).ToList();

        var first = await NewestFirst.MergeAsync(partitions, Token).Take(3).Select(row => row.Key.RowKey).ToListAsync(Token);

        Assert.Equal(["000-0", "000-1", "000-2"], first);
        Assert.Equal(8 + 2, partitions.Sum(partition => partition.RowsRead));
        Assert.All(partitions, partition => Assert.True(partition.IsClosed));
    }

    [Fact]
    public async Task A_partition_that_fails_leaves_none_open()
    {
        var good = new Partition(["1"]);
        var bad = new Partition(["1", "fails"]);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await NewestFirst.MergeAsync([good, bad], Token).CountAsync(Token));
        Assert.True(good.IsClosed);
        Assert.True(bad.IsClosed);
    }

    private sealed class Partition(IEnumerable<string> keys) : IAsyncEnumerable<ArticleIndexRow>
    {
        public int RowsRead { get; private set; }

        public bool IsClosed { get; private set; }

        public IAsyncEnumerator<ArticleIndexRow> GetAsyncEnumerator(CancellationToken cancellationToken = default) => ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        private async IAsyncEnumerable<ArticleIndexRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                foreach (var key in keys)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    if (key == "fails")
                    {
                        throw new InvalidOperationException("The partition cannot be read.");
                    }

                    RowsRead++;
                    yield return new ArticleIndexRow { Key = new TableKey("p", key) };
                }
            }
            finally
            {
                IsClosed = true;
            }
        }
    }
}
