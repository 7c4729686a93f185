using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline replay</c>: asks again for what was given up.</summary>
internal sealed class ReplayCommand : Command
{
    /// <summary>Messages and articles between two lines of progress.</summary>
    private const int LineEvery = 500;

    private readonly Terminal _terminal;
    private readonly Option<string?> _reason = new("--reason") { Description = "Only what was given up for this reason, such as EnrichFailed.", HelpName = "CODE" };
    private readonly Option<string?> _source = new("--source") { Description = "Only articles of this source.", HelpName = "NAME" };
    private readonly Option<string?> _id = new("--id") { Description = "Only this article: its id, or the path of its file.", HelpName = "ID" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Count only, and change nothing." };
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only what was given up at this time or later, UTC unless it says otherwise.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return time;
            }

            result.AddError($"--since must be a time like 2026-01-15T12:00Z, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    public ReplayCommand(Terminal terminal)
        : base("replay", "Ask again for articles that were given up, and for what is in poison queues.")
    {
        _terminal = terminal;
        foreach (var option in new Option[] { _reason, _since, _source, _id, _dryRun, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var article = arguments.GetValue(_id);
        var request = new ReplayRequest(
            arguments.GetValue(_reason),
            arguments.GetValue(_since),
            arguments.GetValue(_source),
            article is null || ArticleIds.IsId(article) ? article : ArticleIds.FromPath(article),
            arguments.GetValue(_dryRun));
        var report = await services.GetRequiredService<Replayer>().RunAsync(request, new Lines(_terminal), cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(report);
        }
        else
        {
            var would = request.IsDryRun ? "Would file" : "Filed";
            var ask = request.IsDryRun ? "ask" : "asked";
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{would} {report.Filed:N0} poison messages and {ask} again for {report.Replayed:N0} articles; {report.Unreadable:N0} dead letters name no article."));
        }

        if (!report.IsComplete)
        {
            _terminal.WriteError("The queues are full and more is left: repeat the command once they are shorter. See: pipeline status");
        }

        return report.IsComplete ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }

    /// <summary>Tells people how far it is; called from several threads.</summary>
    private sealed class Lines(Terminal terminal) : IProgress<ReplayReport>
    {
        public void Report(ReplayReport value)
        {
            if (terminal.ErrorIsTerminal && (value.Filed + value.Replayed) % LineEvery == 0)
            {
                lock (terminal)
                {
                    terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Filed:N0} filed, {value.Replayed:N0} asked for"));
                }
            }
        }
    }
}
