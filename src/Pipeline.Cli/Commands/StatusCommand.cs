using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline status</c>: how all articles stand, and what waits.</summary>
internal sealed class StatusCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _source = new("--source") { Description = "Count only articles of this source.", HelpName = "NAME" };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public StatusCommand(Terminal terminal)
        : base("status", "Count articles by state and reason; show what waits, what is stuck, queues, throttle and budget.")
    {
        _terminal = terminal;
        Add(_source);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var report = await services.GetRequiredService<StatusQuery>().RunAsync(arguments.GetValue(_source), cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(report);
        }
        else
        {
            new StatusText(_terminal).Write(report);
        }

        if (report.Health.Problem is { } problem)
        {
            throw CommandFailedException.Environment(problem);
        }

        return ExitCode.Success;
    }
}
