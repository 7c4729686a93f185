using Pipeline.Cli.Output;

namespace Pipeline.Cli.Eval;

/// <summary>Runs one part of the product over a benchmark and writes its predictions.</summary>
internal abstract class Evaluation
{
    /// <summary>The name after <c>pipeline eval</c>.</summary>
    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>What the path must hold.</summary>
    public abstract string Input { get; }

    /// <summary>Writes the predictions for the data at <paramref name="path"/>, in an order that does not depend on timing.</summary>
    public abstract Task<EvaluationSummary> RunAsync(string path, Stream output, Terminal terminal, CancellationToken cancellationToken);

    /// <summary>Applies <paramref name="predict"/> to every item on all cores, under a progress bar. Results are in the order of <paramref name="items"/>.</summary>
    protected async Task<IReadOnlyList<TPrediction>> PredictAsync<TItem, TPrediction>(
        IReadOnlyList<TItem> items,
        Func<TItem, CancellationToken, Task<TPrediction>> predict,
        Terminal terminal,
        CancellationToken cancellationToken) =>
        await terminal.WithProgressAsync(Name, items.Count, async step =>
        {
            var predictions = new TPrediction[items.Count];
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, items.Count, options, async (i, token) =>
            {
                predictions[i] = await predict(items[i], token);
                step();
            });
            return predictions;
        });
}

/// <summary>How an evaluation went.</summary>
/// <param name="Items">Number of predictions written.</param>
/// <param name="Unanswered">How many of them are empty: a rejected page, an unsupported language, an error of the analyser.</param>
internal sealed record EvaluationSummary(int Items, int Unanswered);
