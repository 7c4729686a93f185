using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core;
using Pipeline.Core.Language;
using Pipeline.Text;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline plan</c>: what work would cost at Azure AI Language, before it is done.</summary>
internal sealed class PlanCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string[]> _ingest = new("--ingest")
    {
        Description = "Files and folders that would be ingested.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _reprocess = new("--reprocess") { Description = "The stored articles that are stale, stuck or waiting." };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public PlanCommand(Terminal terminal)
        : base("plan", "Print what work would cost at Azure AI Language: articles, text records, share cached, price. Changes nothing.")
    {
        _terminal = terminal;
        Add(_ingest);
        Add(_reprocess);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var paths = arguments.GetValue(_ingest) ?? [];
        if (paths.Length > 0 == arguments.GetValue(_reprocess))
        {
            throw CommandFailedException.Usage("Give either --ingest PATH, or --reprocess.");
        }

        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var planner = services.GetRequiredService<CostPlanner>();
        var plan = paths.Length > 0
            ? await planner.ForFilesAsync(ReadAsync(InputFiles.Collect(paths, source: null).Files, services.GetRequiredService<IOptions<PipelineOptions>>().Value.MaxFileBytes, cancellationToken), cancellationToken)
            : await planner.ForReprocessAsync(cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(new { plan.Articles, plan.Skipped, plan.Documents, plan.RecordsToBuy, plan.RecordsCached, plan.ShareCached, PriceUsd = LanguagePrices.PriceOf(plan.RecordsToBuy) });
            return ExitCode.Success;
        }

        Write(plan);
        return ExitCode.Success;
    }

    private static async IAsyncEnumerable<SourceFile> ReadAsync(IReadOnlyList<InputFile> files, int maxBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            // Of a file that is too large nothing is read: the pipeline rejects it, and so does the plan.
            yield return new SourceFile(file.BlobPath, new FileInfo(file.File).Length > maxBytes ? [] : await File.ReadAllBytesAsync(file.File, cancellationToken));
        }
    }

    private void Write(CostPlan plan)
    {
        Line("Articles", plan.Articles);
        Line("Skipped", plan.Skipped, "no article, or gone");
        Line("Analysis documents", plan.Documents);
        Line("Text records to buy", plan.RecordsToBuy, "sentiment and key phrases together");
        Line("Text records cached", plan.RecordsCached, string.Create(CultureInfo.InvariantCulture, $"{plan.ShareCached:P1} of all"));
        _terminal.Output.WriteLine();
        var free = LanguagePrices.FreeRecordsPerMonth;
        _terminal.Output.WriteLine(plan.RecordsToBuy <= free ? $"Tier F0: free, within its {free:N0} records a month." : $"Tier F0: not enough, it has {free:N0} records a month.");
        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Tier S:  {LanguagePrices.PriceOf(plan.RecordsToBuy):0.00} US dollars when nothing else is bought this month (list prices)."));
        long from = 0;
        foreach (var (upTo, perThousand) in LanguagePrices.Standard)
        {
            var price = plan.RecordsToBuy * perThousand / 1_000m;
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"         {price:0.00} at {perThousand:0.00} per 1,000, the price from {from:N0} records a month"));
            from = upTo;
        }
    }

    private void Line(string name, long value, string? remark = null) =>
        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {value,12:N0}{(remark is null ? "" : $"  ({remark})")}"));
}
