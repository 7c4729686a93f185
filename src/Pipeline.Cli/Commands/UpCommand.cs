using System.CommandLine;
using Microsoft.Extensions.Logging;
using Pipeline.Cli.Local;
using Pipeline.Cli.Output;
using Pipeline.LocalHost;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline up</c>: keeps the whole pipeline running on this machine.</summary>
internal sealed class UpCommand : Command
{
    private const int DefaultPort = 7071;

    private readonly Terminal _terminal;
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<int> _port = new("--port")
    {
        Description = $"TCP port of the API on 127.0.0.1; 0 takes a free one. Default: {DefaultPort}.",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
    };

    public UpCommand(Terminal terminal)
        : base("up", "Run the pipeline on this machine, with its API, until Ctrl+C.")
    {
        _terminal = terminal;
        Add(_port);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new LocalPipelineOptions(arguments.GetValue(_storage), arguments.GetValue(_port), LocalFolders.EmulatorData);
        await using var pipeline = await LocalPipeline.StartAsync(options, LogToStandardError, _terminal, cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(new { Api = pipeline.Address, Storage = pipeline.UnusualEmulator });
        }
        else
        {
            _terminal.Output.WriteLine($"The pipeline runs. API: {pipeline.Address}api/articles");
            _terminal.Output.WriteLine("Drop files with: pipeline ingest PATH…  See them with: pipeline list  Stop with Ctrl+C.");
            if (pipeline.UnusualEmulator is { } storage)
            {
                _terminal.Output.WriteLine($"The emulator is not on its standard ports. Tell the other commands with: export Storage='{storage}'");
            }
        }

        await _terminal.Output.FlushAsync(cancellationToken);
        try
        {
            return await pipeline.WhileRunningAsync(WaitAsync, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: that is how this command ends.
            return ExitCode.Success;
        }
    }

    private static async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return ExitCode.Success;
    }

    private static void LogToStandardError(LocalFunctionsBuilder builder) =>
        builder.Logging.ClearProviders()
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
