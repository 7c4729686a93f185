using System.Globalization;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>
/// Each article has a failpoint of its own: what is done to it begins under a host that dies there, and is taken up by the next host, which dies in the
/// next article's.
/// </summary>
internal sealed class FailpointRun
{
    public static readonly string[] Actions = ["upload", "update", "reject", "delete", "reprocess"];

    /// <summary>Every action has at least so many effects.</summary>
    public const int FewestEffects = 12;

    private const int Most = 120;
    private const int Seed = 7;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly IReadOnlyList<(string Action, int Ordinal)> _points;
    private readonly bool _isOpenEnded;

    private FailpointRun(IEnumerable<(string Action, int Ordinal)> points, bool isOpenEnded) => (_points, _isOpenEnded) = ([.. points], isOpenEnded);

    /// <summary>One effect after the other, until the action has no more.</summary>
    public static FailpointRun Every(string action) => new(Enumerable.Range(1, Most).Select(ordinal => (action, ordinal)), isOpenEnded: true);

    public static FailpointRun Some(IEnumerable<(string Action, int Ordinal)> points) => new(points, isOpenEnded: false);

    public async Task<IReadOnlyList<FaultOutcome>> RunAsync(FaultBench bench, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var names = new List<string>();
        await using var disturbed = await bench.CreateLabAsync(cancellationToken);
        await PrepareAsync(disturbed, cancellationToken);
        for (var i = 0; i < _points.Count; i++)
        {
            if (await DieAsync(disturbed, i, cancellationToken) is not { } effect)
            {
                names.Add($"{_points[i].Action}: no kill before effect {_points[i].Ordinal}");
                break;
            }

            names.Add($"{_points[i].Action}: killed before effect {_points[i].Ordinal}, {effect}");
        }

        disturbed.StartHost();
        var open = await disturbed.SettleAsync(Limit, cancellationToken);

        await using var calm = await bench.CreateLabAsync(cancellationToken);
        await PrepareAsync(calm, cancellationToken);
        await using (calm.StartHost())
        {
            for (var i = 0; i < names.Count; i++)
            {
                await ActAsync(calm, i, cancellationToken);
            }

            await SettleAsync(calm, names.Count, cancellationToken);
        }

        var result = open ?? await FaultOutcome.JudgeAsync(disturbed, await calm.FactsAsync(cancellationToken), Limit, cancellationToken);
        if (!_isOpenEnded && names.Count < _points.Count)
        {
            result = names[^1];
        }

        var elapsed = TimeProvider.System.GetElapsedTime(began) / names.Count;
        return [.. names.Where(name => !name.Contains("no kill", StringComparison.Ordinal)).Select(name => new FaultOutcome(name, result, elapsed))];
    }

    private static string PathOf(string action, int i) => string.Create(CultureInfo.InvariantCulture, $"failpoint/{action}-{i:D3}.txt");

    private async Task PrepareAsync(FaultLab lab, CancellationToken cancellationToken)
    {
        var generator = new ArticleGenerator(Seed);
        for (var i = 0; i < _points.Count; i++)
        {
            var text = generator.Next(i).Text;
            if (_points[i].Action != "upload")
            {
                await lab.DropAsync(PathOf(_points[i].Action, i), text, cancellationToken);
            }
        }

        await using var host = lab.StartHost();
        if (await lab.SettleAsync(Limit, cancellationToken) is { } open)
        {
            throw new InvalidOperationException($"Undisturbed, and not settled: {open}");
        }
    }

    /// <summary>Kills a host in the middle. Returns the effect that did not happen; null when there are not so many.</summary>
    private async Task<string?> DieAsync(FaultLab lab, int i, CancellationToken cancellationToken)
    {
        var (action, ordinal) = _points[i];
        var path = PathOf(action, i);
        HostProcess? host = null;
        var failpoint = new Failpoint(path, ordinal, () => host!.KillAsync());
        lab.Bench.ForApp.QueueAnswered = failpoint.SeeQueueAnswer;
        await ActAsync(lab, i, cancellationToken);
        await using (host = lab.StartHost())
        {
            lab.Bench.ForApp.Misbehave = failpoint.See;
            var began = TimeProvider.System.GetTimestamp();
            while (!failpoint.Hit.IsCompleted && !await lab.IsSettledAsync(path, cancellationToken))
            {
                await Task.WhenAny(failpoint.Hit, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken));
                if (TimeProvider.System.GetElapsedTime(began) > Limit)
                {
                    throw new InvalidOperationException($"{action} {ordinal}: neither killed nor settled.");
                }
            }

            // The acknowledgement comes after the article is settled.
            await Task.WhenAny(failpoint.Hit, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken));
        }

        lab.Bench.ForApp.Misbehave = null;
        lab.Bench.ForApp.QueueAnswered = null;
        return failpoint.Hit.IsCompleted ? await failpoint.Hit : null;
    }

    private async Task ActAsync(FaultLab lab, int i, CancellationToken cancellationToken)
    {
        var (action, _) = _points[i];
        var path = PathOf(action, i);
        switch (action)
        {
            case "reject":
                await lab.DropAsync(path, "", cancellationToken);
                break;
            case "delete":
                await lab.DeleteAsync(path, cancellationToken);
                break;
            case "reprocess":
                await lab.MakeStaleAsync(path, cancellationToken);
                break;
            default:
                await lab.DropAsync(path, new ArticleGenerator(Seed + 1 + i).Next(i).Text, cancellationToken);
                break;
        }
    }

    private async Task SettleAsync(FaultLab lab, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            while (!await lab.IsSettledAsync(PathOf(_points[i].Action, i), cancellationToken))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }

        if (await lab.SettleAsync(Limit, cancellationToken) is { } open)
        {
            throw new InvalidOperationException($"Undisturbed, and not settled: {open}");
        }
    }
}
