using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;

namespace Pipeline.Core.Tests.Language;

public sealed class LanguageGateTests(AzuriteFixture azurite)
{
    private const int Limiters = 10;

    private static readonly LanguageFailure TooMany = new(ReasonCodes.Throttled, "wait", TimeSpan.FromSeconds(5), true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_limiters_together_grant_no_more_than_the_rate()
    {
        const int perMinute = 1_200;
        const int grantsEach = 12;
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var instances = await Instances.CreateAsync(azurite, service, Limiters, perMinute);

        var granted = await Task.WhenAll(instances.Gates.Select(async gate =>
        {
            var slots = new List<DateTimeOffset>();
            for (var i = 0; i < grantsEach; i++)
            {
                var answer = await gate.EnterAsync(1, Cancel);
                Assert.True(answer.IsGranted, answer.Reason);
                slots.Add(answer.At);
            }

            return slots;
        }));

        var all = granted.SelectMany(slot => slot).Order().ToList();
        var interval = TimeSpan.FromMinutes(1) / perMinute;
        Assert.Equal(Limiters * grantsEach, all.Count);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.Second - pair.First >= interval, $"{pair.First:O} and {pair.Second:O} are too close."));
        Assert.Equal(Limiters * grantsEach, await instances.Gates[0].BoughtTodayAsync(Cancel));
    }

    [Fact]
    public async Task What_one_instance_hears_closes_the_gate_for_all()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var instances = await Instances.CreateAsync(azurite, service, 2, 600);
        await instances.Gates[1].EnterAsync(1, Cancel);

        await instances.Gates[0].FailedAsync(TooMany, 1, Cancel);
        var other = await instances.Gates[1].EnterAsync(1, Cancel);
        var blocked = await instances.Gates[1].BlockedAsync(Cancel);

        Assert.Equal(ReasonCodes.Throttled, other.Reason);
        Assert.Equal(ReasonCodes.Throttled, blocked!.Code);
        Assert.NotNull(blocked.RetryAt);
    }

    [Fact]
    public async Task Budgets_are_kept_by_all_together()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var instances = await Instances.CreateAsync(azurite, service, Limiters, 100_000, budget: 25);

        var answers = await Task.WhenAll(instances.Gates.SelectMany(gate => Enumerable.Range(0, 5).Select(_ => gate.EnterAsync(1, Cancel))));

        Assert.Equal(25, answers.Count(a => a.IsGranted));
        Assert.All(answers.Where(a => !a.IsGranted), a => Assert.Equal(ReasonCodes.DailyBudgetSpent, a.Reason));
    }

    private sealed class Instances(List<PipelineHarness> harnesses) : IAsyncDisposable
    {
        public IReadOnlyList<LanguageGate> Gates { get; } = [.. harnesses.Select(h => h.Get<LanguageGate>())];

        public static async Task<Instances> CreateAsync(AzuriteFixture azurite, LanguageService service, int count, int perMinute, int? budget = null)
        {
            var connection = await azurite.CreateAccountAsync(Cancel);
            var harnesses = new List<PipelineHarness>();
            for (var i = 0; i < count; i++)
            {
                harnesses.Add(await PipelineHarness.OnAsync(connection, service, new() { ["Language:RequestsPerMinute"] = $"{perMinute}", ["Language:DailyRecordBudget"] = budget?.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
            }

            return new Instances(harnesses);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var harness in harnesses)
            {
                await harness.DisposeAsync();
            }
        }
    }
}
