using System.Globalization;
using System.IO.Compression;
using System.Text;
using Pipeline.Text;

namespace Pipeline.Benchmarks;

/// <summary>The whole corpus of a folder of pages (.html, .html.gz), cleaned and extracted by Pipeline.Text and by SmartReader.</summary>
internal static class ExtractBenchmark
{
    private static readonly Uri s_address = new("https://news.example/article");

    public static void Run(string folder)
    {
        var pages = Directory.EnumerateFiles(folder, "*.html*").Order(StringComparer.Ordinal).Select(Read).ToArray();
        var cleaner = new ArticleCleaner();
        var characters = 0L;
        var seconds = SideBySide.Measure(
            () =>
            {
                foreach (var page in pages)
                {
                    characters += cleaner.Clean(new SourceFile("page.html", page)).Article?.Text.Length ?? 0;
                }
            },
            () =>
            {
                // It takes decoded text; decoding is part of either's way from the file to the article.
                foreach (var page in pages)
                {
                    using var reader = new SmartReader.Reader(s_address.AbsoluteUri, Encoding.UTF8.GetString(page));
                    characters += reader.GetArticle().TextContent?.Length ?? 0;
                }
            });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pages.Length} pages, {pages.Sum(page => (long)page.Length) / 1e6:F1} MB: Pipeline.Text {pages.Length / seconds[0]:F0}, SmartReader {pages.Length / seconds[1]:F0} pages per CPU second; ratio {seconds[1] / seconds[0]:F2} ({characters} characters read)"));
    }

    internal static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
