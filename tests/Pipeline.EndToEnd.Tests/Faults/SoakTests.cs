using System.Globalization;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>Random faults under load for as long as PIPELINE_SOAK_MINUTES says; PIPELINE_SOAK_SEED gives others, PIPELINE_SOAK_LOG names a file for the report.</summary>
public sealed class SoakTests(FaultBench bench, ITestOutputHelper output) : IClassFixture<FaultBench>
{
    private static string? Setting(string name) => Environment.GetEnvironmentVariable($"PIPELINE_SOAK_{name}");

    [Fact]
    public async Task Random_faults_under_load_lose_nothing_and_double_nothing()
    {
        Assert.SkipWhen(Setting("MINUTES") is null, "PIPELINE_SOAK_MINUTES does not say how long.");
        var duration = TimeSpan.FromMinutes(double.Parse(Setting("MINUTES")!, CultureInfo.InvariantCulture));
        var seed = int.Parse(Setting("SEED") ?? "1", CultureInfo.InvariantCulture);
        await using var log = new StreamWriter(Setting("LOG") ?? Path.Combine(AppContext.BaseDirectory, "soak.log")) { AutoFlush = true };

        var result = await new SoakRun(bench, seed, line =>
        {
            output.WriteLine(line);
            log.WriteLine(line);
        }).RunAsync(duration, TestContext.Current.CancellationToken);

        Assert.Equal(new SoakResult(0, 0, 0, null), result);
    }
}

/// <summary>What a soak ended with.</summary>
/// <param name="Lost">Facts that an undisturbed run of the final files has and this one has not.</param>
/// <param name="Doubled">Facts that this one has besides.</param>
/// <param name="Findings">What verify finds after one repair.</param>
/// <param name="Open">What was not settled in time.</param>
internal sealed record SoakResult(int Lost, int Doubled, int Findings, string? Open);
