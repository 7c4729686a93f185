using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Cli.Ingest;
using Pipeline.Cli.Input;
using Pipeline.Cli.Local;
using Pipeline.Cli.Output;
using Pipeline.LocalHost;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline run</c>: starts the pipeline, puts files through it and prints what became of them.</summary>
internal sealed class RunCommand : Command
{
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Argument<string[]> _paths = StorageOptions.Files();
    private readonly Option<string?> _source = StorageOptions.Source();
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<int> _timeout = StorageOptions.Timeout();

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
            var files = new IngestedFiles(pipeline.Services, _terminal, _time);
            var outcomes = await pipeline.WhileRunningAsync(token => files.ProcessAsync(inputs.Files, patience, token), cancellationToken);
            return files.Write(outcomes, arguments.GetValue(SharedOptions.Json));
        }
        finally
        {
            if (!keep && Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private void LogToFile(LocalFunctionsBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LogFile(LocalFolders.RunLog, _time)); // Made by the container, and so closed by it.
    }
}
