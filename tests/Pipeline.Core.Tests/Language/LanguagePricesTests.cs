using Pipeline.Core.Language;

namespace Pipeline.Core.Tests.Language;

public sealed class LanguagePricesTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_000, 0, 1)]
    [InlineData(500_000, 0, 500)]
    [InlineData(501_000, 0, 500.75)]
    [InlineData(1_000, 500_000, 0.75)]
    [InlineData(3_000_000, 0, 500 + 1_500 + 150)]
    [InlineData(1_000, 20_000_000, 0.25)]
    public void Each_record_costs_what_its_step_says(long records, long already, decimal price) => Assert.Equal(price, LanguagePrices.PriceOf(records, already));
}
