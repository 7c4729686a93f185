using Pipeline.Benchmarks;

// One line per measure; add a measure by adding a line.
Dictionary<string, (string Arguments, Action<string[]> Run)> benchmarks = new(StringComparer.Ordinal)
{
    ["cleaning-size"] = ("[LARGEST-KB [WORD]]", CleaningSizeBenchmark.Run),
    ["extract"] = ("DIR", arguments => ExtractBenchmark.Run(arguments[0])),
    ["lists"] = ("[ARTICLES…]", arguments => ListsBenchmark.RunAsync(arguments).GetAwaiter().GetResult()),
    ["records"] = ("DIR…", RecordsBenchmark.Run),
    ["sentences"] = ("FILE…", SentencesBenchmark.Run),
    ["sentiment"] = ("FILE VADER-PACKAGE", SentimentBenchmark.Run),
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var benchmark) && (args.Length > 1 || benchmark.Arguments.StartsWith('[')))
{
    benchmark.Run(args[1..]);
    return 0;
}

Console.Error.WriteLine("Usage: " + string.Join(Environment.NewLine + "       ", benchmarks.Select(b => $"Pipeline.Benchmarks {b.Key} {b.Value.Arguments}")));
return 2;
