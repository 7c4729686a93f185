using System.Globalization;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>
/// One fault after the other, each on a storage account of its own. Afterwards the facts are those of an undisturbed run, and verify finds nothing.
/// PIPELINE_FAULTS=all runs all of them; else a selection by the seed PIPELINE_FAULT_SEED.
/// </summary>
public sealed class FaultTests(FaultBench bench, ITestOutputHelper output) : IClassFixture<FaultBench>
{
    private const int DefaultSeed = 20210817;

    /// <summary>Of the failpoints and of the other faults, so many run always.</summary>
    private const int SelectedFailpoints = 3;
    private const int SelectedFaults = 3;

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("PIPELINE_FAULTS") == "all";

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_FAULT_SEED") ?? DefaultSeed.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_host_killed_before_any_effect_of_an_article_leaves_the_facts_of_an_undisturbed_run()
    {
        var cancel = TestContext.Current.CancellationToken;
        var random = new Random(Seed);
        var runs = IsWhole
            ? FailpointRun.Actions.Select(action => FailpointRun.Every(action)).ToList()
            : [FailpointRun.Some(Enumerable.Range(0, SelectedFailpoints).Select(_ => (FailpointRun.Actions[random.Next(FailpointRun.Actions.Length)], random.Next(1, FailpointRun.FewestEffects + 1))))];
        var outcomes = new List<FaultOutcome>();
        foreach (var run in runs)
        {
            var some = await run.RunAsync(bench, cancel);
            Print(some);
            outcomes.AddRange(some);
        }

        Assert.All(outcomes, outcome => Assert.Equal(FaultOutcome.Whole, outcome.Result));
    }

    [Fact]
    public async Task Faults_of_storage_messages_and_hosts_leave_the_facts_of_an_undisturbed_run()
    {
        var cancel = TestContext.Current.CancellationToken;
        var selected = IsWhole ? StorageFault.All : [.. StorageFault.All.Shuffled(new Random(Seed)).Take(SelectedFaults)];
        var run = await WorkloadRun.UndisturbedAsync(bench, Seed, cancel);
        var outcomes = new List<FaultOutcome>();
        foreach (var fault in selected)
        {
            outcomes.Add(await run.RunAsync(fault, cancel));
            Print(outcomes.TakeLast(1));
        }

        Assert.All(outcomes, outcome => Assert.Equal(FaultOutcome.Whole, outcome.Result));
    }

    /// <summary>Each outcome is printed when it is known: the whole takes long.</summary>
    private void Print(IEnumerable<FaultOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {outcome.Fault} | {outcome.Result} | {outcome.Elapsed.TotalSeconds:F0} s |"));
        }
    }
}

/// <summary>What became of a fault.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Result"><see cref="Whole"/>, or what was wrong afterwards.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record FaultOutcome(string Fault, string Result, TimeSpan Elapsed)
{
    /// <summary>The facts are those of an undisturbed run, and verify finds nothing.</summary>
    public const string Whole = "whole";

    /// <summary>Compares a disturbed account with what it should hold.</summary>
    public static async Task<string> JudgeAsync(FaultLab lab, IReadOnlyList<string> expected, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (await lab.SettleAsync(limit, cancellationToken) is { } open)
        {
            return $"not settled after {limit}: {open}";
        }

        var facts = await lab.FactsAsync(cancellationToken);
        var (lost, doubled) = (expected.Except(facts, StringComparer.Ordinal).ToList(), facts.Except(expected, StringComparer.Ordinal).ToList());
        if (lost.Count + doubled.Count > 0 || facts.Count != expected.Count)
        {
            return $"{lost.Count} facts lost, {doubled.Count} too many, such as {Short(lost.Concat(doubled))}";
        }

        var report = await lab.VerifyAsync(repair: false, TimeSpan.Zero, cancellationToken);
        return report.Total == 0 ? Whole : $"verify: {string.Join(", ", report.Findings.Take(3).Select(finding => $"{finding.Kind} {finding.Where}"))}";
    }

    private static string Short(IEnumerable<string> facts) => facts.FirstOrDefault() is { } first ? first[..Math.Min(first.Length, 300)] : "repeats";
}

internal static class Shuffling
{
    /// <summary>The items in an order that the random numbers give.</summary>
    public static T[] Shuffled<T>(this T[] items, Random random)
    {
        T[] copy = [.. items];
        random.Shuffle(copy);
        return copy;
    }
}
