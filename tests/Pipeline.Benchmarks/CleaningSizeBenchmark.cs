using System.Globalization;
using System.Text;
using Pipeline.TestSupport;
using Pipeline.Text;

namespace Pipeline.Benchmarks;

/// <summary>Cleaning time per megabyte from 10 KB to 10 MB, on realistic and on hostile text and mark-up: flat when cleaning is linear.</summary>
internal static class CleaningSizeBenchmark
{
    private const int SmallestKilobytes = 10;
    private const int LargestKilobytes = 10_000;

    /// <param name="arguments">Optionally the largest size in kilobytes, and a word that the names of the texts hold.</param>
    public static void Run(string[] arguments)
    {
        var largest = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : LargestKilobytes;
        var word = arguments.Length > 1 ? arguments[1] : "";
        var sizes = new List<int>();
        for (var size = SmallestKilobytes; size <= largest; size *= 10)
        {
            sizes.Add(size);
        }

        Console.WriteLine($"{"CPU seconds per MB at",-40}{string.Concat(sizes.Select(size => $"{size,7} KB"))}{"largest/smallest",18}{"worst/best",12}");
        foreach (var text in SizedText.Articles.Concat(SizedText.Hostile).Where(text => text.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            var costs = Measure(text, sizes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{text.Name,-40}{string.Concat(costs.Select(cost => cost.ToString("F4", CultureInfo.InvariantCulture).PadLeft(10)))}{costs[^1] / costs[0],18:F2}{costs.Max() / costs.Min(),12:F2}"));
        }
    }

    // Every size is given as many bytes in all, so that each is measured for as long.
    private static double[] Measure(SizedText text, List<int> kilobytes)
    {
        var cleaner = new ArticleCleaner();
        var passes = kilobytes.Select<int, Action>(size =>
        {
            var file = new SourceFile(text.FileName, Encoding.UTF8.GetBytes(text.Write(size * 1000)));
            return () =>
            {
                for (var done = 0; done < kilobytes[^1]; done += size)
                {
                    cleaner.Clean(file);
                }
            };
        });
        const double kilobytesPerMegabyte = 1000;
        return [.. SideBySide.Measure([.. passes]).Select(seconds => seconds / (kilobytes[^1] / kilobytesPerMegabyte))];
    }
}
