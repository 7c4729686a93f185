namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>The same files for every fault: some are overwritten and some deleted while the app works on them.</summary>
internal sealed class WorkloadRun
{
    private const int Files = 12;
    private const int Overwritten = 4;
    private const int Deleted = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly FaultBench _bench;
    private readonly List<GeneratedArticle> _first;
    private IReadOnlyList<string> _expected = [];

    private WorkloadRun(FaultBench bench, int seed)
    {
        _bench = bench;
        var (before, after) = (new ArticleGenerator(seed), new ArticleGenerator(seed + 1));
        _first = [.. Enumerable.Range(0, Files).Select(before.Next)];
        Final = [.. _first.Take(Overwritten).Select((article, i) => article with { Text = after.Next(i).Text }), .. _first.Skip(Overwritten).SkipLast(Deleted)];
    }

    /// <summary>The files that are there in the end; the first ones were overwritten.</summary>
    public IReadOnlyList<GeneratedArticle> Final { get; }

    /// <summary>Finds out what an account holds that saw nothing but the final files.</summary>
    public static async Task<WorkloadRun> UndisturbedAsync(FaultBench bench, int seed, CancellationToken cancellationToken)
    {
        var run = new WorkloadRun(bench, seed);
        await using var lab = await bench.CreateLabAsync(cancellationToken);
        await lab.Account.DropAsync(run.Final, cancellationToken);
        lab.StartHost();
        if (await lab.SettleAsync(Limit, cancellationToken) is { } open)
        {
            throw new InvalidOperationException($"Undisturbed, and not settled: {open}");
        }

        run._expected = await lab.FactsAsync(cancellationToken);
        return run;
    }

    public async Task<FaultOutcome> RunAsync(StorageFault fault, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var lab = await _bench.CreateLabAsync(cancellationToken);
        await lab.Account.DropAsync(_first, cancellationToken);
        for (var i = 0; i < fault.Hosts; i++)
        {
            lab.StartHost();
        }

        _bench.ForApp.Misbehave = fault.Misbehave?.Invoke();
        await lab.WaitForFirstAsync(cancellationToken);
        foreach (var article in Final.Take(Overwritten))
        {
            await lab.DropAsync(article.Path, article.Text, cancellationToken);
        }

        foreach (var article in _first.TakeLast(Deleted))
        {
            await lab.DeleteAsync(article.Path, cancellationToken);
        }

        if (fault.Meanwhile is { } meanwhile)
        {
            await meanwhile(lab, this, cancellationToken);
        }

        await lab.SettleAsync(TimeSpan.FromSeconds(30), cancellationToken); // As far as it comes while the fault lasts.
        _bench.ForApp.Misbehave = null;
        var result = await FaultOutcome.JudgeAsync(lab, _expected, Limit, cancellationToken);
        return new FaultOutcome(fault.Name, result, TimeProvider.System.GetElapsedTime(began));
    }
}
