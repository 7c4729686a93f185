using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline export</c>: articles as NDJSON or CSV, into a file or a pipe, written as they are read.</summary>
internal sealed class ExportCommand : Command
{
    private const string Json = "ndjson";
    private const string Csv = "csv";
    private const string Text = "text";

    /// <summary>Texts that are read at once.</summary>
    private const int TextsAtOnce = 8;

    private readonly Terminal _terminal;
    private readonly FilterOptions _filter;
    private readonly Option<string?> _format = new("--format") { Description = $"{Json} or {Csv}. Default: {Json}." };
    private readonly Option<string[]?> _fields = new("--fields")
    {
        Description = $"Only these fields, with commas between them: {string.Join(',', ArticleFields.All)}. Default: all.",
        HelpName = "NAMES",
        CustomParser = result =>
        {
            var names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
            if (names.Length == 0 || Array.Find(names, name => !ArticleFields.All.Contains(name, StringComparer.Ordinal)) is not null)
            {
                result.AddError($"--fields must be of: {string.Join(',', ArticleFields.All)}.");
            }

            return names;
        },
    };

    private readonly Option<bool> _withText = new("--with-text") { Description = "Also the clean text of each article: two requests more for each." };
    private readonly Option<string?> _output = new("--output") { Description = "The file, which is replaced when all is written. Default: standard output.", HelpName = "FILE" };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public ExportCommand(Terminal terminal, TimeProvider time)
        : base("export", "Write articles as NDJSON or CSV, newest first.")
    {
        (_terminal, _filter) = (terminal, new FilterOptions(time, defaultLimit: null));
        _format.AcceptOnlyFromAmong(Json, Csv);
        foreach (var option in new Option[] { _format, _fields, _withText, _output })
        {
            Add(option);
        }

        _filter.AddTo(this);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var query = _filter.Query(arguments);
        var format = arguments.GetValue(_format);
        if (format == Csv && arguments.GetValue(SharedOptions.Json))
        {
            throw CommandFailedException.Usage("Give either --json or --format csv.");
        }

        string[] fields = [.. arguments.GetValue(_fields) ?? ArticleFields.All];
        var withText = arguments.GetValue(_withText);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var columns = ArticleFields.ColumnsOf(withText ? [.. fields, "id"] : fields);
        var articles = services.GetRequiredService<ArticleQueries>().ListAsync(query with { Columns = columns }, _filter.Limit(arguments), cancellationToken);
        var rows = withText
            ? WithTextAsync(articles, fields, services, cancellationToken)
            : articles.Select(article => ArticleFields.Of(article, fields, JsonText.Options));
        string[] names = withText ? [.. fields, Text] : fields;
        Func<TextWriter, Task> write = format == Csv
            ? writer => ArticleCsv.WriteAsync(writer, rows, names, cancellationToken)
            : writer => WriteJsonAsync(writer, rows, cancellationToken);
        if (arguments.GetValue(_output) is { } file)
        {
            await AtomicFile.WriteAsync(file, write);
        }
        else
        {
            await write(_terminal.Output);
        }

        return ExitCode.Success;
    }

    private static async Task WriteJsonAsync(TextWriter writer, IAsyncEnumerable<JsonObject> rows, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(row.ToJsonString(JsonText.Options) + "\n");
        }
    }

    private static async IAsyncEnumerable<JsonObject> WithTextAsync(
        IAsyncEnumerable<ArticleSummary> articles, string[] fields, IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (reader, content) = (services.GetRequiredService<ArticleReader>(), services.GetRequiredService<ContentStore>());
        await foreach (var some in articles.Chunk(TextsAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var (article, text) in await Task.WhenAll(some.Select(async article => (Article: article, Text: await TextAsync(article.Id)))))
            {
                var row = ArticleFields.Of(article, fields, JsonText.Options);
                row[Text] = text;
                yield return row;
            }
        }

        async Task<string?> TextAsync(string id) =>
            (await reader.GetArticleAsync(id, cancellationToken))?.EnrichedFrom is { } clean ? (await content.GetCleanAsync(id, clean, cancellationToken))?.Text : null;
    }
}
