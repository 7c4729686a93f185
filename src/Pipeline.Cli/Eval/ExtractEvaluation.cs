using System.Globalization;
using System.Text.Json;
using Pipeline.Cli.Output;
using Pipeline.Text;

namespace Pipeline.Cli.Eval;

/// <summary>Article extraction: one file per page, named by its id.</summary>
internal sealed class ExtractEvaluation(ArticleCleaner cleaner) : Evaluation
{
    public override string Name => "extract";

    public override string Description => "Clean every page of a folder: {id: {articleBody, title, author, date}}.";

    public override string Input => "A folder of pages (.html, .htm, .txt, .md, each also .gz), or one page.";

    private static readonly string[] Extensions = [".html", ".htm", ".txt", ".md"];

    public override async Task<EvaluationSummary> RunAsync(string path, Stream output, Terminal terminal, CancellationToken cancellationToken)
    {
        var pages = FindPages(path);
        var predictions = await PredictAsync(pages, ExtractAsync, terminal, cancellationToken);

        var byId = new SortedDictionary<string, Extraction>(StringComparer.Ordinal);
        foreach (var (page, prediction) in pages.Zip(predictions))
        {
            if (!byId.TryAdd(page.Id, prediction))
            {
                throw CommandFailedException.Usage($"Two pages in {path} have the id {page.Id}");
            }
        }

        await JsonSerializer.SerializeAsync(output, byId, JsonText.Options, cancellationToken);
        return new EvaluationSummary(byId.Count, byId.Values.Count(extraction => extraction.ArticleBody.Length == 0));
    }

    private async Task<Extraction> ExtractAsync(Page page, CancellationToken cancellationToken)
    {
        var bytes = await EvalInput.ReadBytesAsync(page.Path, cancellationToken);
        var outcome = cleaner.Clean(new SourceFile(EvalInput.WithoutGzip(Path.GetFileName(page.Path)), bytes), cancellationToken);
        return outcome.IsArticle ? Extraction.Of(outcome.Article) : Extraction.None;
    }

    private static Page[] FindPages(string path)
    {
        if (File.Exists(path))
        {
            return [new Page(IdOf(path) ?? Path.GetFileName(path), path)];
        }

        if (!Directory.Exists(path))
        {
            throw CommandFailedException.Usage($"There is no folder or file {path}");
        }

        Page[] pages =
        [
            .. from file in Directory.EnumerateFiles(path)
               let id = IdOf(file)
               where id is not null
               orderby id
               select new Page(id, file),
        ];
        return pages.Length > 0 ? pages : throw CommandFailedException.Usage($"There are no pages ({string.Join(", ", Extensions)}, each also .gz) in {path}");
    }

    // Null when the file is no page.
    private static string? IdOf(string path)
    {
        var name = EvalInput.WithoutGzip(Path.GetFileName(path));
        var extension = Array.Find(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        return extension is null ? null : name[..^extension.Length];
    }

    private sealed record Page(string Id, string Path);

    /// <summary>What was extracted; all empty when the page was rejected.</summary>
    private sealed record Extraction(string ArticleBody, string Title, IReadOnlyList<string> Author, string Date)
    {
        public static Extraction None { get; } = new("", "", [], "");

        public static Extraction Of(CleanArticle article) => new(
            article.Text,
            article.Title ?? "",
            article.Authors,
            article.BestKnownDate?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
    }
}
