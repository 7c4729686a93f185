using Pipeline.Core.Publishing;
using Pipeline.Core.Upkeep.Verification;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>How the verifier parts the store, and what it remembers of a part.</summary>
public sealed class ArticleSliceTests
{
    [Fact]
    public void More_orphans_than_are_remembered_are_left_to_the_next_run()
    {
        const int Remembered = 100_000;
        var slice = new ArticleSlice(KeyRange.First, KeyRange.End, DateTimeOffset.MaxValue);
        for (var i = 0; i < Remembered; i++)
        {
            slice.Suspect("ab", new IndexEntry(IndexKind.ByDate, "day", "row"));
        }

        Assert.True(slice.IsComplete);
        slice.Suspect("cd", new IndexEntry(IndexKind.ByDate, "day", "row"));

        Assert.False(slice.IsComplete);
        Assert.Equal(Remembered, Assert.Single(slice.Suspects).Value.Count);
    }

    [Theory]
    [InlineData("00", "g", 16)]
    [InlineData("00", "01", 1)]
    [InlineData("3f", "61", 4)]
    [InlineData("a0", "b0", 1)]
    [InlineData("ff", "g", 1)]
    public void Names_of_ids_are_parted_into_few_prefixes(string from, string to, int count)
    {
        var ranges = KeyRange.ByDigit(from, to).ToList();
        var prefixes = ranges.SelectMany(range => range.Prefixes()).ToList();

        Assert.Equal(count, prefixes.Count);
        for (var i = 0; i < KeyRange.Partitions; i++)
        {
            var digits = KeyRange.Partition(i);
            var isInside = string.CompareOrdinal(digits, from) >= 0 && string.CompareOrdinal(digits, to) < 0;
            Assert.Equal(isInside ? 1 : 0, prefixes.Count(prefix => digits.StartsWith(prefix, StringComparison.Ordinal)));
            Assert.Equal(isInside ? 1 : 0, ranges.Count(range => string.CompareOrdinal(digits, range.From) >= 0 && string.CompareOrdinal(digits, range.To) < 0));
        }
    }
}
