using System.Runtime.CompilerServices;
using Pipeline.Cli.Eval;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Drift;

/// <summary>Results that were saved to a file: JSON Lines, one article each, in the order of their ids.</summary>
internal sealed class SavedResults(string path) : IResultSource
{
    public int Failed => 0;

    /// <summary>Writes results; nothing is left behind when that fails.</summary>
    /// <returns>How many articles were written.</returns>
    public static async Task<int> WriteAsync(string path, IAsyncEnumerable<ArticleResult> results, CancellationToken cancellationToken)
    {
        var count = 0;
        await AtomicFile.WriteAsync(path, async writer =>
        {
            await foreach (var result in results.WithCancellation(cancellationToken))
            {
                await writer.WriteAsync(JsonText.Of(result) + "\n");
                count++;
            }
        });
        return count;
    }

    public async IAsyncEnumerable<ArticleResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = "";
        await foreach (var result in EvalInput.ReadJsonLinesAsync<ArticleResult>(path, cancellationToken))
        {
            if (result.Id is null || result.Phrases is null || result.Segments is null || string.CompareOrdinal(last, result.Id) >= 0)
            {
                throw CommandFailedException.Usage($"{path} holds no results as \"pipeline drift A --save FILE\" writes them: after the article \"{last}\" they are incomplete or out of order.");
            }

            last = result.Id;
            yield return result;
        }
    }
}
