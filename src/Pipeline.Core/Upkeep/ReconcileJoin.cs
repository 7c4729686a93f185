using Pipeline.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>Compares files with rows, both in the order of their ids. Pure.</summary>
internal static class ReconcileJoin
{
    /// <summary>Looks at files and rows until so many are new, changed or missing that the limits are reached; what follows is for the next time.</summary>
    /// <param name="files">In the order of their ids.</param>
    /// <param name="rows">Rows that are no tombstones, in the order of their ids. Read no further than needed.</param>
    /// <param name="mostChanged">Files to find at most.</param>
    /// <param name="mostMissing">Rows without a file to find at most.</param>
    public static async Task<Comparison> RunAsync(IReadOnlyList<ListedFile> files, IAsyncEnumerable<ArticleRow> rows, int mostChanged, int mostMissing)
    {
        var (changed, missing, seen) = (new List<string>(), new List<string>(), 0L);
        var next = 0;
        string? last = null;
        await foreach (var row in rows)
        {
            for (; next < files.Count && string.CompareOrdinal(files[next].ArticleId, row.ArticleId) < 0; next++)
            {
                if (!TryAdd(changed, mostChanged, files[next].Path))
                {
                    return new Comparison(changed, missing, seen, last, IsComplete: false);
                }

                last = files[next].ArticleId;
            }

            var isListed = next < files.Count && files[next].ArticleId == row.ArticleId;
            if (isListed ? files[next].ETag is { } etag && etag == row.SourceETag || TryAdd(changed, mostChanged, files[next].Path) : TryAdd(missing, mostMissing, row.Path))
            {
                (seen, last, next) = (seen + 1, row.ArticleId, isListed ? next + 1 : next);
            }
            else
            {
                return new Comparison(changed, missing, seen, last, IsComplete: false);
            }
        }

        for (; next < files.Count; next++)
        {
            if (!TryAdd(changed, mostChanged, files[next].Path))
            {
                return new Comparison(changed, missing, seen, last, IsComplete: false);
            }

            last = files[next].ArticleId;
        }

        return new Comparison(changed, missing, seen, last, IsComplete: true);
    }

    private static bool TryAdd(List<string> list, int most, string path)
    {
        if (list.Count >= most)
        {
            return false;
        }

        list.Add(path);
        return true;
    }
}

/// <summary>What a comparison found.</summary>
/// <param name="Changed">Paths of files that are new or changed.</param>
/// <param name="Missing">Paths of rows whose file was not listed. A file that arrived since was not either: only asking for it decides.</param>
/// <param name="Seen">Rows that were looked at.</param>
/// <param name="Last">Id up to which everything was looked at.</param>
/// <param name="IsComplete">False: a limit was reached.</param>
internal sealed record Comparison(IReadOnlyList<string> Changed, IReadOnlyList<string> Missing, long Seen, string? Last, bool IsComplete);

/// <summary>The guard against mass deletion: a wrong container setting must not erase the tables.</summary>
internal static class DeletionGuard
{
    /// <summary>Whether so many missing files of <paramref name="total"/> may be deleted without an operator.</summary>
    public static bool Allows(long missing, long total, PipelineOptions options) =>
        missing <= Math.Max(options.DeletionGuardCount, (long)(options.DeletionGuardShare * total));
}
