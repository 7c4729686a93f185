using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.TestSupport;
using Pipeline.Text.Segmentation;

namespace Pipeline.Benchmarks;

/// <summary>Megabytes of UTF-8 that are cut into sentences per CPU second: sets of documents (JSON: id → text, lang), and one long text of generated articles.</summary>
internal static class SentencesBenchmark
{
    /// <summary>Small sets are read again and again until a pass has worked through as much.</summary>
    private const double MegabytesPerPass = 10;

    public static void Run(string[] files)
    {
        foreach (var file in files)
        {
            using var set = JsonDocument.Parse(File.ReadAllBytes(file));
            Report(Path.GetFileNameWithoutExtension(file), [.. set.RootElement.EnumerateObject().Select(document => (document.Value.GetProperty("text").GetString()!, document.Value.GetProperty("lang").GetString()!))]);
        }

        Report("one long text", [(SizedText.Prose((int)(MegabytesPerPass * 1e6)), "en")]);
    }

    private static void Report(string name, (string Text, string Language)[] documents)
    {
        var megabytes = documents.Sum(document => Encoding.UTF8.GetByteCount(document.Text)) / 1e6;
        var repetitions = (int)Math.Ceiling(MegabytesPerPass / megabytes);
        var sentences = 0L;
        var seconds = SideBySide.Measure(() =>
        {
            for (var i = 0; i < repetitions; i++)
            {
                foreach (var (text, language) in documents)
                {
                    sentences += SentenceSegmenter.Split(text, language).Count;
                }
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {megabytes,6:F2} MB, {megabytes * repetitions / seconds[0],6:F0} MB per CPU second"));
    }
}
