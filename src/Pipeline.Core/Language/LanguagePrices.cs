namespace Pipeline.Core.Language;

/// <summary>
/// List prices of sentiment and key phrases, US dollars per 1,000 text records and feature, by the records of a month
/// (https://azure.microsoft.com/pricing/details/cognitive-services/language-service/, as of 2025; your agreement may differ).
/// </summary>
public static class LanguagePrices
{
    /// <summary>Records a month of the free tier F0.</summary>
    public const long FreeRecordsPerMonth = 5_000;

    /// <summary>The steps of the tier S: price, and the records of the month up to which it holds.</summary>
    public static IReadOnlyList<PriceStep> Standard { get; } =
    [
        new(500_000, 1.00m),
        new(2_500_000, 0.75m),
        new(10_000_000, 0.30m),
        new(long.MaxValue, 0.25m),
    ];

    /// <summary>The price of <paramref name="records"/> when <paramref name="already"/> were bought this month.</summary>
    public static decimal PriceOf(long records, long already = 0)
    {
        var (price, from, until) = (0m, already, already + records);
        foreach (var step in Standard)
        {
            var here = Math.Max(0, Math.Min(until, step.UpTo) - from);
            price += here * step.PerThousand / 1_000m;
            from += here;
        }

        return price;
    }
}

/// <summary>A step of a price list.</summary>
/// <param name="UpTo">Records of the month up to which it holds.</param>
/// <param name="PerThousand">US dollars per 1,000 records.</param>
public sealed record PriceStep(long UpTo, decimal PerThousand);
