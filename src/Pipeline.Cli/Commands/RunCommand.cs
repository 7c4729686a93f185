using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Cli.Ingest;
using Pipeline.Cli.Input;
using Pipeline.Cli.Local;
using Pipeline.Cli.Output;
using Pipeline.Core.Articles;
using Pipeline.LocalHost;
using Pipeline.Tables;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline run</c>: starts the pipeline, puts files through it and prints what became of them.</summary>
internal sealed class RunCommand : Command
{
    private const int DefaultTimeout = 300;

    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Argument<string[]> _paths = StorageOptions.Files();
    private readonly Option<string?> _source = StorageOptions.Source();
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = $"Give up when no article has finished for so many seconds. Default: {DefaultTimeout}.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeout,
    };

    private readonly Option<bool> _keep = new("--keep")
    {
        Description = "Work on the data of 'pipeline up' (.pipeline/azurite) and keep it, instead of on data that is removed at the end.",
    };

    public RunCommand(Terminal terminal, TimeProvider time)
        : base("run", "Put article files through the whole pipeline on this machine and print their rows.")
    {
        (_terminal, _time) = (terminal, time);
        Add(_paths);
        foreach (var option in new Option[] { _source, _timeout, _keep, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var inputs = InputFiles.Collect(arguments.GetRequiredValue(_paths), arguments.GetValue(_source));
        IngestMessages.WriteSkipped(_terminal, inputs);

        var keep = arguments.GetValue(_keep);
        var data = keep ? LocalFolders.EmulatorData : LocalFolders.ThrowawayData;
        try
        {
            var options = new LocalPipelineOptions(arguments.GetValue(_storage), Port: 0, data);
            await using var pipeline = await LocalPipeline.StartAsync(options, LogToFile, _terminal, cancellationToken);
            var patience = TimeSpan.FromSeconds(arguments.GetValue(_timeout));
            var outcomes = await pipeline.WhileRunningAsync(token => ProcessAsync(pipeline.Services, inputs.Files, patience, token), cancellationToken);
            Write(outcomes, arguments.GetValue(SharedOptions.Json));
            return outcomes.All(outcome => outcome.Succeeded()) ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
        }
        finally
        {
            if (!keep && Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private async Task<IReadOnlyList<ArticleOutcome>> ProcessAsync(IServiceProvider services, IReadOnlyList<InputFile> files, TimeSpan patience, CancellationToken cancellationToken)
    {
        var uploader = new Uploader(services.GetRequiredService<ArticleInbox>(), services.GetRequiredService<SourceFiles>());
        var watcher = new ArticleWatcher(services.GetRequiredService<ArticleReader>().GetArticleAsync, _time);
        var uploads = await _terminal.WithProgressAsync("Uploading", files.Count, step => uploader.UploadAsync(files, step, cancellationToken));
        UploadedFile[] expected = [.. uploads.Where(upload => upload.Fault is null)];
        var rows = await _terminal.WithProgressAsync("Processing", expected.Length, step => watcher.WaitAsync(expected, patience, step, cancellationToken));
        var items = await new ExpandedFiles(services.GetRequiredService<ContentStore>(), services.GetRequiredService<ArticleReader>()).ItemsAsync(expected, rows, cancellationToken);
        var itemRows = items.Count == 0 ? rows : await _terminal.WithProgressAsync("Processing items", items.Count, step => watcher.WaitAsync(items, patience, step, cancellationToken));
        var byParent = items.ToLookup(item => item.Input.File, StringComparer.Ordinal);
        return [.. uploads.SelectMany(upload => byParent[upload.Input.File].Prepend(upload)).Select(file => ArticleOutcome.Of(file, rows.GetValueOrDefault(file.ArticleId) ?? itemRows.GetValueOrDefault(file.ArticleId)))];
    }

    private void Write(IReadOnlyList<ArticleOutcome> outcomes, bool asJson)
    {
        if (asJson)
        {
            foreach (var outcome in outcomes)
            {
                _terminal.WriteJson(outcome);
            }
        }
        else
        {
            ArticleTable.Write(_terminal, outcomes.Select(outcome => outcome.ToTableRow()));
        }

        foreach (var outcome in outcomes.Where(outcome => !outcome.Succeeded()))
        {
            _terminal.WriteError($"{outcome.File}: {outcome.State}{(outcome.Reason is { } reason ? $", {reason}" : "")}. {outcome.ReasonDetail}".TrimEnd());
        }
    }

    private void LogToFile(LocalFunctionsBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LogFile(LocalFolders.RunLog, _time)); // Made by the container, and so closed by it.
    }
}
