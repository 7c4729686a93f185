using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Pipeline.Cli.Commands;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;

namespace Pipeline.Cli;

/// <summary>The <c>pipeline</c> command: its subcommands, and how errors become messages and exit codes.</summary>
internal static class CommandLine
{
    // A file whose name starts with "@" is an article, not a list of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static RootCommand Create(Terminal terminal) =>
        new("Turns raw news article files into enriched rows: clean text, sentiment and key phrases.")
        {
            SharedOptions.Json,
            new RunCommand(terminal, TimeProvider.System),
            new UpCommand(terminal),
            new IngestCommand(terminal, TimeProvider.System),
            new ListCommand(terminal, TimeProvider.System),
            new ShowCommand(terminal),
            new SearchCommand(terminal, TimeProvider.System),
            new TrendsCommand(terminal, TimeProvider.System),
            new ChangesCommand(terminal),
            new ExportCommand(terminal, TimeProvider.System),
            new StatusCommand(terminal),
            new WhyCommand(terminal),
            new ReplayCommand(terminal),
            new CleanCommand(terminal),
            new ReconcileCommand(terminal),
            new ReprocessCommand(terminal, TimeProvider.System),
            new PurgeCommand(terminal, TimeProvider.System),
            new PlanCommand(terminal),
            new CacheCommand(terminal),
            new VerifyCommand(terminal),
            new AnalyseCommand(terminal),
            new DriftCommand(terminal),
            new EvalCommand(terminal),
            new CompletionCommand(terminal),
        };

    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        var result = Create(terminal).Parse(args, Parsing);
        if (result.Action is ParseErrorAction parseError && args.Count > 0)
        {
            // The message and where to look are enough; a whole page of help would push them off the screen.
            parseError.ShowHelp = false;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Program.cs turns signals into cancellation; draining the host takes as long as it takes.
        };

        try
        {
            var exitCode = await result.InvokeAsync(configuration, cancellationToken);
            if (result.Action is not ParseErrorAction)
            {
                return exitCode;
            }

            terminal.WriteError($"See {PathOf(result.CommandResult)} --help");
            return ExitCode.Usage;
        }
        catch (CommandFailedException failure)
        {
            terminal.WriteError(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.WriteError("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (StorageFault.Explain(exception) is { } explanation)
        {
            terminal.WriteError(explanation);
            return ExitCode.Environment;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.WriteError(exception.Message);
            return ExitCode.Environment;
        }
        finally
        {
            await terminal.Output.FlushAsync(CancellationToken.None);
            await terminal.Error.FlushAsync(CancellationToken.None);
        }
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "pipeline";
}
