using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;

namespace Pipeline.TestSupport.Fuzzing;

/// <summary>
/// Gives a target mutated inputs, a fixed number of them or for a time. The n-th input of a seed is always the same. PIPELINE_FUZZ_MINUTES=10 fuzzes each test class for so
/// long in all, PIPELINE_FUZZ_SEED chooses other inputs.
/// </summary>
public static class Fuzzer
{
    private const int CasesOfTheGate = 200;
    private const int ShrinkingTries = 3_000;
    private const int ShownBytes = 2_000;

    /// <summary>The same bound as for a bad file.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Fuzzes <paramref name="target"/>, one of <paramref name="targets"/> that share the time.</summary>
    /// <returns>What was done, a line.</returns>
    /// <exception cref="FuzzFailedException">An input was found that the target does not hold against; the message has it, made as small as could be.</exception>
    public static string Run(FuzzTarget target, int targets)
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("PIPELINE_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        var inputs = FuzzInput.Of(target.Seeds);
        TimeSpan? budget = Environment.GetEnvironmentVariable("PIPELINE_FUZZ_MINUTES") is { Length: > 0 } minutes ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture) / targets) : null;
        var (started, worst, cases) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0u);
        for (; budget is null ? cases < CasesOfTheGate : Stopwatch.GetElapsedTime(started) < budget; cases++)
        {
            var state = new PCG(cases, seed);
            var start = state.ToString();
            var input = inputs.Generate(state, null, out _);
            var before = Stopwatch.GetTimestamp();
            try
            {
                target.Check(input);
            }
            catch (Exception e)
            {
                throw new FuzzFailedException($"{target.Name}, case {cases} of seed {seed}: {e.Message}\n{Smallest(inputs, target, input, start)}", e);
            }

            var time = Stopwatch.GetElapsedTime(before);
            if (time > MostTime)
            {
                before = Stopwatch.GetTimestamp();
                target.Check(input); // Was it the machine?
                time = Stopwatch.GetElapsedTime(before);
            }

            worst = time > worst ? time : worst;
            if (time > MostTime)
            {
                throw new FuzzFailedException($"{target.Name}, case {cases} of seed {seed} took {time}.\n{Shown(input)}", null);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{target.Name,-20} {cases,9} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds,6:F1} s, the slowest {worst.TotalMilliseconds,6:F0} ms");
    }

    private static string Smallest(Gen<byte[]> inputs, FuzzTarget target, byte[] found, string start)
    {
        var smallest = found;
        try
        {
            inputs.Sample(
                input =>
                {
                    try
                    {
                        target.Check(input);
                    }
                    catch (Exception) when (Smaller(input))
                    {
                        throw;
                    }
                },
                seed: start,
                iter: ShrinkingTries,
                threads: 1);
        }
        catch (CsCheckException)
        {
            // What it says is the smallest input, which was kept.
        }

        return Shown(smallest);

        bool Smaller(byte[] input)
        {
            smallest = input.Length < smallest.Length ? input : smallest;
            return true;
        }
    }

    private static string Shown(byte[] input) => $"{input.Length} bytes, as text {Encoding.UTF8.GetString(input.AsSpan(0, Math.Min(input.Length, ShownBytes)))}\nin base64 {Convert.ToBase64String(input)}";
}

/// <summary>A target did not hold.</summary>
public sealed class FuzzFailedException(string message, Exception? cause) : Exception(message, cause);
