using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Language;
using Pipeline.Core.Upkeep;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline reprocess</c>: asks again for articles, those that are due or those that conditions choose.</summary>
internal sealed class ReprocessCommand : Command
{
    /// <summary>How long to wait for room in the queues before looking again.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Option<string[]> _where = new("--where")
    {
        Description = $"Conditions that must all hold, each a field, an operator (= != < <= > >=) and a value: source=daily, analyser-version<3, published>=2026-01-01. Fields: {string.Join(", ", ArticleCondition.Fields)}. Without any: the articles that are due.",
        HelpName = "CONDITION",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _clean = new("--clean") { Description = "With --where: clean again as well, not only enrich." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only print how many articles it would be and what they would cost at Azure AI Language." };
    private readonly Option<string?> _run = new("--run") { Description = "With --where: go on with a run that was interrupted.", HelpName = "RUN" };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public ReprocessCommand(Terminal terminal, TimeProvider time)
        : base("reprocess", "Ask again for stored articles; the running pipeline does the work, newest first.")
    {
        (_terminal, _time) = (terminal, time);
        foreach (var option in new Option[] { _where, _clean, _dryRun, _run, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var conditions = Read(arguments.GetValue(_where) ?? []);
        var (clean, run) = (arguments.GetValue(_clean), arguments.GetValue(_run));
        if (conditions.Count == 0 && (clean || run is not null))
        {
            throw CommandFailedException.Usage("--clean and --run need --where CONDITION.");
        }

        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var reprocessor = services.GetRequiredService<Reprocessor>();
        var asJson = arguments.GetValue(SharedOptions.Json);
        if (arguments.GetValue(_dryRun))
        {
            var rows = conditions.Count == 0 ? reprocessor.DueAsync(cancellationToken) : reprocessor.ChosenAsync(conditions, clean, cancellationToken);
            Write(await services.GetRequiredService<CostPlanner>().ForArticlesAsync(rows, cancellationToken), asJson);
        }
        else if (conditions.Count == 0)
        {
            Write(await reprocessor.RunAsync(cancellationToken), run: null, asJson);
        }
        else
        {
            var resumed = run is null ? null : await services.GetRequiredService<RunStore>().GetAsync(Reprocessor.Kind, run, cancellationToken)
                ?? throw CommandFailedException.Usage($"There is no run {run}.");
            var done = await AskAllAsync(reprocessor, conditions, clean, resumed, cancellationToken);
            Write(done.Asked, done, asJson);
        }

        return ExitCode.Success;
    }

    private static IReadOnlyList<ArticleCondition> Read(IEnumerable<string> conditions)
    {
        try
        {
            return [.. conditions.Select(ArticleCondition.Parse)];
        }
        catch (FormatException exception)
        {
            throw CommandFailedException.Usage(exception.Message);
        }
    }

    private async Task<UpkeepRun> AskAllAsync(Reprocessor reprocessor, IReadOnlyList<ArticleCondition> conditions, bool clean, UpkeepRun? run, CancellationToken cancellationToken)
    {
        run = await reprocessor.RunAsync(conditions, clean, run, cancellationToken);
        if (run.State == RunState.Running)
        {
            _terminal.WriteError($"Asking as the queues have room. Should this be interrupted, go on with: --run {run.Id}");
        }

        while (run.State == RunState.Running)
        {
            await Task.Delay(s_pause, _time, cancellationToken);
            run = await reprocessor.RunAsync(conditions, clean, run, cancellationToken);
        }

        return run;
    }

    private void Write(CostPlan plan, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(new { plan.Articles, plan.Skipped, plan.Documents, plan.RecordsToBuy, plan.RecordsCached, PriceUsd = LanguagePrices.PriceOf(plan.RecordsToBuy) });
            return;
        }

        _terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Articles:N0} articles, {plan.RecordsToBuy:N0} text records to buy ({LanguagePrices.PriceOf(plan.RecordsToBuy):0.00} US dollars by list price), {plan.RecordsCached:N0} cached; {plan.Skipped:N0} without an article. Nothing was changed."));
    }

    private void Write(long asked, UpkeepRun? run, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(new { Asked = asked, run?.Errors, Run = run?.Id });
            return;
        }

        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{asked:N0} articles asked for{(run is { Errors: > 0 } ? $", {run.Errors:N0} failed" : "")}."));
    }
}
