using System.Globalization;
using Pipeline.Tables;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>Drops, overwrites and deletes files while hosts are killed, storage is restarted and requests go wrong, all by one seed.</summary>
internal sealed class SoakRun(FaultBench bench, int seed, Action<string> print)
{
    /// <summary>No more files than the emulator holds with ease; after that files are overwritten and deleted only.</summary>
    private const int MostFiles = 1_500;

    /// <summary>While so many files wait, no more are dropped: the load follows the machine.</summary>
    private const int MostWaiting = 60;

    /// <summary>Sweeps read the whole store; under this load not every few seconds.</summary>
    private const string ReconcileSchedule = "*/20 * * * * *";

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(20);

    private readonly Random _random = new(seed);
    private readonly ArticleGenerator _generator = new(seed);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<HostProcess> _hosts = [];
    private long _began;

    public async Task<SoakResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var lab = await bench.CreateLabAsync(cancellationToken);
        _began = TimeProvider.System.GetTimestamp();
        _hosts.Add(lab.StartHost(ReconcileSchedule));
        print($"Soak of {duration}, seed {seed}.");
        print("| minute | files | dropped | overwritten | deleted | kills | restarts of storage | requests gone wrong | waiting | failed | host MB |");
        print("|---|---|---|---|---|---|---|---|---|---|---|");
        var nextReport = ReportInterval;
        var nextFault = TimeSpan.FromSeconds(5);
        while (Elapsed < duration)
        {
            for (var i = 0; i < 10; i++)
            {
                await ChangeAsync(lab, cancellationToken);
            }

            if (Elapsed > nextFault)
            {
                await MisbehaveAsync(lab, cancellationToken);
                nextFault = Elapsed + TimeSpan.FromSeconds(_random.Next(3, 12));
            }

            var waiting = await WaitingAsync(lab, cancellationToken);
            if (Elapsed > nextReport)
            {
                await ReportAsync(lab, waiting, cancellationToken);
                nextReport += ReportInterval;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(waiting > MostWaiting ? 2_000 : 200), TimeProvider.System, cancellationToken);
        }

        return await EndAsync(lab, cancellationToken);
    }

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    private async Task ChangeAsync(FaultLab lab, CancellationToken cancellationToken)
    {
        var dice = _random.Next(10);
        if (_files.Count < 20 || (dice < 6 && _files.Count < MostFiles))
        {
            var article = _generator.Next(Count("dropped"));
            _files[article.Path] = article.Text;
            await lab.DropAsync(article.Path, article.Text, cancellationToken);
            return;
        }

        var path = _files.Keys.ElementAt(_random.Next(_files.Count));
        if (dice < 9)
        {
            Count("overwritten");
            _files[path] = _random.Next(20) == 0 ? "" : _generator.Next(0).Text;
            await lab.DropAsync(path, _files[path], cancellationToken);
            return;
        }

        Count("deleted");
        _files.Remove(path);
        if (_random.Next(2) == 0)
        {
            await lab.DeleteAsync(path, cancellationToken);
        }
        else
        {
            await lab.Account.Storage.Articles.DeleteBlobIfExistsAsync(path, cancellationToken: cancellationToken); // Nobody tells: the sweep finds it.
        }
    }

    private async Task MisbehaveAsync(FaultLab lab, CancellationToken cancellationToken)
    {
        bench.ForApp.Misbehave = null;
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                Count("kills");
                var victim = _hosts[_random.Next(_hosts.Count)];
                _hosts.Remove(victim);
                await victim.DisposeAsync();
                break;
            case 3:
                Count("restarts");
                await bench.RestartAzuriteAsync();
                break;
            default:
                var every = _random.Next(5, 30);
                Fault[] faults = [Fault.Busy, Fault.CutBefore, Fault.CutAnswer, Fault.Slow, Fault.Hang];
                Fault[] effects = [Fault.CutAfter, Fault.Conflict, Fault.Twice];
                bench.ForApp.Misbehave = _random.Next(3) > 0
                    ? StorageFault.Every(every, faults[_random.Next(faults.Length)])
                    : effects[_random.Next(effects.Length)] switch
                    {
                        Fault.Conflict => StorageFault.Every(every, Fault.Conflict, request => request.IsCommit),
                        Fault.Twice => StorageFault.Every(2, Fault.Twice, request => request.IsMessage),
                        var fault => StorageFault.Every(every, fault, request => request.IsEffect),
                    };
                break;
        }

        // One or two hosts; one that ended by itself is a finding of its own.
        foreach (var dead in _hosts.Where(host => host.Megabytes == 0).ToList())
        {
            Count("ended by themselves");
            _hosts.Remove(dead);
            await dead.DisposeAsync();
        }

        while (_hosts.Count < 1 + _random.Next(2))
        {
            _hosts.Add(lab.StartHost(ReconcileSchedule));
        }
    }

    private async Task<SoakResult> EndAsync(FaultLab lab, CancellationToken cancellationToken)
    {
        print($"Faults end after {Elapsed:hh\\:mm\\:ss}; what is left is worked off.");
        var faults = bench.ForApp.Faults;
        bench.ForApp.Misbehave = null;
        await lab.KillHostsAsync();
        lab.StartHost(ReconcileSchedule);
        var open = await lab.SettleAsync(SettleLimit, cancellationToken);

        // What was given up is tried again after an hour; an operator need not wait.
        var givenUp = (await lab.ReplayAsync(cancellationToken)).Replayed;
        open ??= await lab.SettleAsync(SettleLimit, cancellationToken);
        await lab.KillHostsAsync();

        await using var calm = await bench.CreateLabAsync(cancellationToken);
        await calm.Account.DropAsync([.. _files.Select(file => new GeneratedArticle(file.Key, file.Value))], cancellationToken);
        calm.StartHost(ReconcileSchedule);
        open ??= await calm.SettleAsync(SettleLimit, cancellationToken);

        var expected = await calm.FactsAsync(cancellationToken);
        var repaired = await lab.VerifyAsync(repair: true, TimeSpan.Zero, cancellationToken);
        var facts = await lab.FactsAsync(cancellationToken);
        var lost = expected.Except(facts, StringComparer.Ordinal).ToList();
        var doubled = facts.Except(expected, StringComparer.Ordinal).ToList();
        var left = await lab.VerifyAsync(repair: false, TimeSpan.Zero, cancellationToken);

        print(string.Create(CultureInfo.InvariantCulture, $"articles {_files.Count}, requests gone wrong {faults}, {string.Join(", ", _counts.Select(count => $"{count.Key} {count.Value}"))}"));
        print(string.Create(CultureInfo.InvariantCulture, $"facts {expected.Count}, lost {lost.Count}, doubled {doubled.Count + facts.Count - facts.Distinct(StringComparer.Ordinal).Count()}, given up and replayed {givenUp}, not settled: {open ?? "none"}"));
        print($"verify after the faults: {repaired.Total} findings, {repaired.Repaired} repaired ({string.Join(", ", repaired.Findings.CountBy(finding => finding.Kind).Select(kind => $"{kind.Key} {kind.Value}"))}); then {left.Total}");
        foreach (var example in lost.Select(fact => "lost: " + fact).Concat(doubled.Select(fact => "too many: " + fact)).Concat(repaired.Findings.Select(finding => finding.ToString())).Take(20))
        {
            print(example[..Math.Min(example.Length, 400)]);
        }

        return new SoakResult(lost.Count, doubled.Count, left.Total, open);
    }

    private async Task ReportAsync(FaultLab lab, int waiting, CancellationToken cancellationToken)
    {
        var rows = await lab.Account.RowsAsync(cancellationToken);
        var failed = rows.Count(row => row.State == ArticleState.Failed);
        string[] cells = [$"{Elapsed.TotalMinutes:F0}", $"{_files.Count}", $"{Get("dropped")}", $"{Get("overwritten")}", $"{Get("deleted")}", $"{Get("kills")}", $"{Get("restarts")}", $"{bench.ForApp.Faults}", $"{waiting}", $"{failed}", string.Join(" + ", _hosts.Select(host => host.Megabytes))];
        print($"| {string.Join(" | ", cells)} |");
    }

    private static async Task<int> WaitingAsync(FaultLab lab, CancellationToken cancellationToken) =>
        await new Core.Articles.ArticleStore(lab.Account.Storage).QueryAsync("State eq 'Received' or State eq 'Cleaned'", ["RowKey"], cancellationToken).CountAsync(cancellationToken);

    private int Count(string what) => _counts[what] = Get(what) + 1;

    private int Get(string what) => _counts.GetValueOrDefault(what);
}
