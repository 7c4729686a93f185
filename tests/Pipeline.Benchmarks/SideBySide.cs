namespace Pipeline.Benchmarks;

/// <summary>
/// Measures contenders in one run: every round runs each of them once, in turn, so that whatever else the machine does falls on all alike. The figure of
/// each is the median of its rounds, in seconds of the process's CPU time (user and kernel, collection of garbage included).
/// </summary>
internal static class SideBySide
{
    /// <summary>Rounds that count; an odd number, so that the median is one of them.</summary>
    private const int Rounds = 5;

    /// <summary>Rounds before, in which the runtime compiles what is called often.</summary>
    private const int WarmUps = 2;

    /// <summary>Median CPU seconds of each of <paramref name="contenders"/>, in their order.</summary>
    public static double[] Measure(params ReadOnlySpan<Action> contenders)
    {
        var seconds = new double[contenders.Length][];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var spent = CpuSeconds(contenders[i]);
                if (round >= 0)
                {
                    (seconds[i] ??= new double[Rounds])[round] = spent;
                }
            }
        }

        return [.. seconds.Select(Median)];
    }

    // Garbage of one contender is not collected at the next one's expense.
    private static double CpuSeconds(Action contender)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        contender();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
