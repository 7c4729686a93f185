using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline purge</c>: takes articles down for good.</summary>
internal sealed class PurgeCommand : Command
{
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Option<string?> _id = new("--id") { Description = "The article of this id.", HelpName = "ID" };
    private readonly Option<string?> _source = new("--source") { Description = "All articles of this source, and its files that are not received yet.", HelpName = "NAME" };
    private readonly Option<int?> _olderThan = new("--older-than") { Description = "Articles that were received so many days ago or earlier; with --source of that source only.", HelpName = "DAYS" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be purged." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask." };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public PurgeCommand(Terminal terminal, TimeProvider time)
        : base("purge", "Take articles down for good: files, rows, texts and cached answers. This cannot be undone.")
    {
        (_terminal, _time) = (terminal, time);
        foreach (var option in new Option[] { _id, _source, _olderThan, _dryRun, _yes, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var selection = Selection(arguments);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var purger = services.GetRequiredService<Purger>();
        var rows = await purger.FindAsync(selection, cancellationToken).ToListAsync(cancellationToken);
        if (arguments.GetValue(_dryRun))
        {
            Write(arguments, PurgeReport.None with { Articles = rows.Count }, "would be purged");
            return ExitCode.Success;
        }

        if (!arguments.GetValue(_yes) && !await ConfirmAsync(rows.Count, cancellationToken))
        {
            throw CommandFailedException.Usage("Nothing was purged. Answer yes, or give --yes.");
        }

        var report = PurgeReport.None;
        foreach (var row in rows)
        {
            report += await PurgeAsync(purger, row, cancellationToken);
        }

        if (selection is { Source: { } source, ReceivedBefore: null })
        {
            report += PurgeReport.None with { Files = await purger.RemoveFilesAsync(source, cancellationToken) };
        }

        Write(arguments, report, "purged");
        return ExitCode.Success;
    }

    private PurgeSelection Selection(ParseResult arguments)
    {
        var (id, source, days) = (arguments.GetValue(_id), arguments.GetValue(_source), arguments.GetValue(_olderThan));
        if (id is null == ((source is null) && (days is null)))
        {
            throw CommandFailedException.Usage("Give --id, or --source, --older-than or both.");
        }

        if (id is not null && !ArticleIds.IsId(id))
        {
            throw CommandFailedException.Usage("An id has 32 hexadecimal digits.");
        }

        if (days < 0)
        {
            throw CommandFailedException.Usage("--older-than is a number of days.");
        }

        return new PurgeSelection(id, source, days is { } number ? _time.GetUtcNow() - TimeSpan.FromDays(number) : null);
    }

    private async Task<bool> ConfirmAsync(int count, CancellationToken cancellationToken)
    {
        if (_terminal.InputIsRedirected)
        {
            return false;
        }

        await _terminal.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"Purge {count:N0} articles for good? Type yes: "));
        await _terminal.Error.FlushAsync(cancellationToken);
        using var input = new StreamReader(_terminal.Input, leaveOpen: true);
        return string.Equals((await input.ReadLineAsync(cancellationToken))?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<PurgeReport> PurgeAsync(Purger purger, ArticleRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await purger.PurgeAsync(row, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw CommandFailedException.Usage(exception.Message);
        }
    }

    private void Write(ParseResult arguments, PurgeReport report, string what)
    {
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(report);
            return;
        }

        _terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Articles:N0} articles {what}: {report.Files:N0} files, {report.Rows:N0} rows, {report.Contents:N0} texts, {report.Answers:N0} cached answers, {report.DeadLetters:N0} dead letters; {report.Changes:N0} changes lost their path."));
    }
}
