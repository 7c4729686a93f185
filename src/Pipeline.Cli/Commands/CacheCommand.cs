using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Language;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline cache</c>: what was bought at Azure AI Language and is kept.</summary>
internal sealed class CacheCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public CacheCommand(Terminal terminal)
        : base("cache", "The cache of what was bought at Azure AI Language.")
    {
        _terminal = terminal;
        Add(Subcommand("stats", "Count the cached documents and the text records that they cost.", StatisticsAsync));
        Add(Subcommand("clear", "Forget all cached answers. Whatever needs them again is bought again.", ClearAsync));
    }

    private Command Subcommand(string name, string description, Func<AnalysisCache, bool, CancellationToken, Task> run)
    {
        var command = new Command(name, description) { _storage };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
            await run(services.GetRequiredService<AnalysisCache>(), arguments.GetValue(SharedOptions.Json), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private async Task StatisticsAsync(AnalysisCache cache, bool asJson, CancellationToken cancellationToken)
    {
        var statistics = await cache.StatisticsAsync(cancellationToken);
        if (asJson)
        {
            _terminal.WriteJson(statistics);
            return;
        }

        _terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Documents:N0} documents, which cost {statistics.Records:N0} text records; {statistics.InBlobs:N0} in blobs."));
    }

    private async Task ClearAsync(AnalysisCache cache, bool asJson, CancellationToken cancellationToken)
    {
        var forgotten = await cache.ClearAsync(cancellationToken);
        if (asJson)
        {
            _terminal.WriteJson(new { Forgotten = forgotten });
            return;
        }

        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Forgot {forgotten:N0} documents."));
    }
}
