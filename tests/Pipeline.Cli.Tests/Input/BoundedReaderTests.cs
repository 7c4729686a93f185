using Pipeline.Cli.Input;

namespace Pipeline.Cli.Tests.Input;

public sealed class BoundedReaderTests
{
    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(10, 10, 10)]
    [InlineData(11, 10, 11)]
    [InlineData(500_000, 200_000, 200_001)]
    public async Task Reads_at_most_one_byte_more_than_the_limit(int length, int limit, int expected)
    {
        using var stream = new MemoryStream(new byte[length]);

        var content = await BoundedReader.ReadAsync(stream, limit, TestContext.Current.CancellationToken);

        Assert.Equal(expected, content.Length);
    }
}
