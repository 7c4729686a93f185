using Pipeline.Core.Language;

namespace Pipeline.Core.Tests.Language;

public sealed class LanguagePricesTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_000, 0, 100)]
    [InlineData(500_000, 0, 50_000)]
    [InlineData(501_000, 0, 50_075)]
    [InlineData(1_000, 500_000, 75)]
    [InlineData(3_000_000, 0, 50_000 + 150_000 + 15_000)]
    [InlineData(1_000, 20_000_000, 25)]
    public void Each_record_costs_what_its_step_says(long records, long already, long cents) => Assert.Equal(cents / 100m, LanguagePrices.PriceOf(records, already));
}
