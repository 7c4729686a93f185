using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline list</c>: the articles of a storage account, newest first.</summary>
internal sealed class ListCommand : Command
{
    private const int DefaultLimit = 50;

    private readonly Terminal _terminal;
    private readonly FilterOptions _filter;
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public ListCommand(Terminal terminal, TimeProvider time)
        : base("list", "List articles, newest first.")
    {
        (_terminal, _filter) = (terminal, new FilterOptions(time, DefaultLimit));
        _filter.AddTo(this);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var query = _filter.Query(arguments);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var articles = services.GetRequiredService<ArticleQueries>().ListAsync(query, _filter.Limit(arguments), cancellationToken);
        await ArticleTable.WriteAsync(_terminal, articles, arguments.GetValue(SharedOptions.Json));
        return ExitCode.Success;
    }
}
