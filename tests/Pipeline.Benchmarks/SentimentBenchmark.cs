using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Benchmarks;

/// <summary>
/// English sentences a second on one core, beside npm's <c>vader-sentiment</c> in the same run: the two take turns, and the figure of each is the median of its rounds, in CPU time of its process
/// so that whatever else the machine does costs neither.
/// </summary>
internal static class SentimentBenchmark
{
    private const int Rounds = 5;

    /// <summary>Rounds before, in which both runtimes compile what is called often.</summary>
    private const int WarmUps = 2;

    /// <summary>Reads a JSON array of sentences from standard input; each line then asks for one pass and is answered with its CPU seconds.</summary>
    private const string VaderScript =
        """
        const { SentimentIntensityAnalyzer } = require(process.argv[1]);
        const lines = require('readline').createInterface({ input: process.stdin });
        let sentences, kept = 0;
        lines.on('line', line => {
          if (!sentences) { sentences = JSON.parse(line); return; }
          const before = process.cpuUsage();
          for (const sentence of sentences) kept += SentimentIntensityAnalyzer.polarity_scores(sentence).compound;
          const spent = process.cpuUsage(before);
          console.log((spent.user + spent.system) / 1e6);
        });
        """;

    public static void Run(string[] arguments)
    {
        string[] sentences = [.. File.ReadLines(arguments[0]).Select(TextOf)];
        using var vader = Start(Path.GetFullPath(arguments[1]));
        vader.StandardInput.WriteLine(JsonSerializer.Serialize(sentences));
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var (mine, other) = (OurSeconds(sentences), VaderSeconds(vader));
            if (round >= 0)
            {
                ours.Add(mine);
                theirs.Add(other);
            }
        }

        vader.StandardInput.Close();
        vader.WaitForExit();
        var (us, them) = (sentences.Length / Median(ours), sentences.Length / Median(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sentences.Length} sentences of news: this {us:F0} a CPU second, vader-sentiment {them:F0}: {us / them:F1} times as many"));
    }

    private static double OurSeconds(string[] sentences)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        foreach (var sentence in sentences)
        {
            _ = OfflineAnalyser.SentimentOf(sentence, "en");
        }

        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double VaderSeconds(Process vader)
    {
        vader.StandardInput.WriteLine();
        return double.Parse(vader.StandardOutput.ReadLine() ?? throw new InvalidOperationException("vader-sentiment ended early."), CultureInfo.InvariantCulture);
    }

    private static Process Start(string package) => Process.Start(new ProcessStartInfo("node", ["-e", VaderScript, package])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string TextOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("text").GetString()!;
    }
}
