using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Upkeep;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline reconcile</c>: compares files and rows now, shows the reports, and confirms a run that found too much missing.</summary>
internal sealed class ReconcileCommand : Command
{
    /// <summary>Reports that are shown.</summary>
    private const int Shown = 10;

    private readonly Terminal _terminal;
    private readonly Option<string?> _confirm = new("--confirm")
    {
        Description = "Let the run go on that found more files missing than the guard allows: what is still missing is deleted.",
        HelpName = "RUN",
    };

    private readonly Option<bool> _runs = new("--runs") { Description = $"Print the {Shown} latest reports, newest first." };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public ReconcileCommand(Terminal terminal)
        : base("reconcile", "Bring in new, changed and deleted files that events missed. A large container is worked off by the running pipeline, step by step.")
    {
        _terminal = terminal;
        Add(_confirm);
        Add(_runs);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var confirm = arguments.GetValue(_confirm);
        if (confirm is not null && arguments.GetValue(_runs))
        {
            throw CommandFailedException.Usage("Give either --confirm RUN, or --runs.");
        }

        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var asJson = arguments.GetValue(SharedOptions.Json);
        if (arguments.GetValue(_runs))
        {
            await foreach (var run in services.GetRequiredService<RunStore>().ListAsync(ReconcileSteps.Kind, cancellationToken).Take(Shown))
            {
                Write(run, asJson);
            }
        }
        else if (confirm is not null)
        {
            Write(await ConfirmAsync(services.GetRequiredService<Reconciler>(), confirm, cancellationToken), asJson);
        }
        else
        {
            Write(await services.GetRequiredService<Reconciler>().RunAsync(cancellationToken), asJson);
        }

        return ExitCode.Success;
    }

    private static async Task<UpkeepRun> ConfirmAsync(Reconciler reconciler, string run, CancellationToken cancellationToken)
    {
        try
        {
            return await reconciler.ConfirmAsync(run, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw CommandFailedException.Usage($"{exception.Message} See: pipeline reconcile --runs");
        }
    }

    private void Write(ReconcileReport report, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(report);
            return;
        }

        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Received:N0} files received, {report.Deleted:N0} articles deleted, {report.Kept:N0} left alone."));
        if (report.Run is { } run)
        {
            _terminal.Output.WriteLine(report.Kept > 0 ? $"More files are missing than the guard allows. If they are meant to be gone: pipeline reconcile --confirm {run}" : $"Run {run} goes on in the running pipeline. See: pipeline reconcile --runs");
        }
    }

    private void Write(UpkeepRun run, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(run);
            return;
        }

        _terminal.Output.WriteLine($"{run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {run}");
        if (run.Detail is { } detail)
        {
            _terminal.Output.WriteLine($"    {detail}");
        }
    }
}
