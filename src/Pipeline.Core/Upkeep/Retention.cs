using System.Globalization;
using Microsoft.Extensions.Options;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// Purges what is older than its source may be kept (<see cref="PipelineOptions.Retention"/>), counted from when the file was first seen: a date that an
/// article bears may be missing or wrong, and an archive that is brought in today must not vanish tonight.
/// </summary>
public sealed class Retention(Purger purger, RunStore runs, TimeProvider time, IOptions<PipelineOptions> options)
{
    /// <summary>Partition of the reports.</summary>
    public const string Kind = "retention";

    /// <summary>The source that stands for all that have no setting of their own.</summary>
    private const string Others = "*";

    /// <summary>Articles that one run purges; the next one goes on.</summary>
    private const int MostPerRun = 1_000;

    /// <summary>Runs once. Returns its report; null when nothing is configured.</summary>
    public async Task<UpkeepRun?> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Retention.Count == 0)
        {
            return null;
        }

        var run = runs.New(Kind);
        foreach (var (source, days) in options.Value.Retention)
        {
            var selection = new PurgeSelection(null, source == Others ? null : source, time.GetUtcNow() - TimeSpan.FromDays(days));
            var due = purger.FindAsync(selection, cancellationToken)
                .Where(row => source != Others || !options.Value.Retention.ContainsKey(row.Source))
                .Take((int)(MostPerRun - run.Seen));
            var rows = await due.ToListAsync(cancellationToken);
            run.Seen += rows.Count;
            var errors = await EachArticle.RunAsync(rows, purger.PurgeAsync, cancellationToken);
            run.Errors += errors.Count;
            run.Deleted += rows.Count - errors.Count;
        }

        run.Detail = string.Create(CultureInfo.InvariantCulture, $"{run.Deleted} articles were older than their source is kept.");
        await runs.TryFinishAsync(run, RunState.Done, cancellationToken);
        return run;
    }
}
