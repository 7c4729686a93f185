using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline search</c>: articles by words of their titles and key phrases, newest first.</summary>
internal sealed class SearchCommand : Command
{
    private const int DefaultLimit = 20;

    private readonly Terminal _terminal;
    private readonly FilterOptions _filter;
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Argument<string> _text = new("TEXT") { Description = "Words, each of which begins a word of the title or of a key phrase; or a whole key phrase." };

    public SearchCommand(Terminal terminal, TimeProvider time)
        : base("search", "Search titles and key phrases, newest first.")
    {
        (_terminal, _filter) = (terminal, new FilterOptions(time, DefaultLimit));
        _text.Validators.Add(result =>
        {
            if (!SearchQuery.IsSearch(result.GetValueOrDefault<string>()))
            {
                result.AddError(SearchQuery.Demand);
            }
        });
        Add(_text);
        _filter.AddTo(this);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var query = _filter.Query(arguments);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var articles = services.GetRequiredService<SearchQuery>().ListAsync(arguments.GetRequiredValue(_text), query, _filter.Limit(arguments), cancellationToken);
        await ArticleTable.WriteAsync(_terminal, articles, arguments.GetValue(SharedOptions.Json));
        return ExitCode.Success;
    }
}
