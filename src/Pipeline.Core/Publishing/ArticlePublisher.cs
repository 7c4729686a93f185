using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Stages;
using Pipeline.Tables;
using Pipeline.Tables.Schema;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Publishing;

/// <summary>
/// Moves an article from one outcome to the next so that readers never see a stale index row, whatever crashes: record what may come to exist, write
/// it, commit the row, remove the rest, shrink the record, append the change.
/// </summary>
public sealed partial class ArticlePublisher(
    ArticleStore articles,
    ContentStore content,
    IndexStore index,
    ClusterIndex clusters,
    ChangeLog changes,
    MessageSender messages,
    TimeProvider time,
    ILogger<ArticlePublisher> logger)
{
    /// <summary>Commits a step that publishes nothing. A change still owed for the row is appended first. False: somebody else was faster.</summary>
    public async Task<bool> AdvanceAsync(ArticleRow next, CancellationToken cancellationToken)
    {
        await PayOwedChangeAsync(next, cancellationToken);
        return await articles.TryCommitAsync(next, cancellationToken);
    }

    /// <summary>
    /// Adds to the row's record what is about to be written, and commits that: whatever crashes then, a later version of the article removes it. Costs nothing when all of it
    /// is known. False: somebody else was faster.
    /// </summary>
    public async Task<bool> AnnounceAsync(ArticleRow row, IEnumerable<IndexEntry> intended, CancellationToken cancellationToken)
    {
        var record = row.IndexRecord.Union(intended.Select(entry => entry.ToString())).ToList();
        if (record.Count == row.IndexRecord.Count)
        {
            return true;
        }

        row.IndexRecord = record;
        return await AdvanceAsync(row, cancellationToken);
    }

    /// <summary>Publishes <paramref name="next"/> in place of <paramref name="current"/>. False: somebody else was faster, and what was written is gone again.</summary>
    public async Task<bool> PublishAsync(ArticleRow current, ArticleRow next, Artefacts artefacts, CancellationToken cancellationToken)
    {
        if (!await HasRoomAsync(current, cancellationToken))
        {
            return false;
        }

        next.IndexTime = IndexTimeOf(current, next, artefacts.Published);
        var kind = Judge(current, next);

        var intended = IndexEntry.For(next);
        if (!await AnnounceAsync(current, intended, cancellationToken))
        {
            return false;
        }

        if (!await WriteAsync(current, next, artefacts, intended, kind, cancellationToken))
        {
            return false;
        }

        LogPublished(logger, next.ArticleId, next.State, next.Version, next.Reason);
        await FinishAsync(next, cancellationToken);
        return true;
    }

    private async Task<bool> WriteAsync(ArticleRow current, ArticleRow next, Artefacts artefacts, IReadOnlyList<IndexEntry> intended, ChangeKind? kind, CancellationToken cancellationToken)
    {
        try
        {
            if (artefacts.Blob is { } blob)
            {
                await content.PutAsync(blob.Name, blob.Bytes, cancellationToken);
            }

            if (artefacts.Sketch is { } sketch)
            {
                await clusters.AssignAsync(current, next, sketch, cancellationToken);
            }

            await index.WriteSegmentsAsync(artefacts.Segments, cancellationToken);
            await index.WriteAsync(next, intended, cancellationToken);

            await PayOwedChangeAsync(current, cancellationToken);
            (next.ETag, next.IndexRecord, next.ChangeOwed) = (current.ETag, current.IndexRecord, kind?.ToString());
            if (await articles.TryCommitAsync(next, cancellationToken))
            {
                return true;
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever overtook this attempt may have removed what its record listed before all of it was written, and the next attempt will not know of it.
            if ((await articles.GetAsync(next.ArticleId, cancellationToken))?.ETag != current.ETag)
            {
                await WithdrawAsync(next, intended, cancellationToken);
            }

            throw;
        }

        LogLost(logger, next.ArticleId, next.State);
        await WithdrawAsync(next, intended, cancellationToken);
        return false;
    }

    /// <summary>
    /// Writes again all that the row says must exist; the row itself stays as it is. It is committed all the same, so that whoever works on the article meanwhile
    /// is noticed. False: somebody did, and what was written is gone again.
    /// </summary>
    public async Task<bool> RewriteAsync(ArticleRow row, IReadOnlyList<SegmentRow> segments, CancellationToken cancellationToken)
    {
        var intended = IndexEntry.For(row);
        row.IndexRecord = [.. row.IndexRecord.Union(intended.Select(entry => entry.ToString()))];
        if (!await AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await index.WriteSegmentsAsync(segments, cancellationToken);
        await index.WriteAsync(row, intended, cancellationToken);
        if (await articles.TryCommitAsync(row, cancellationToken))
        {
            await FinishAsync(row, cancellationToken);
            return true;
        }

        await WithdrawAsync(row, intended, cancellationToken);
        return false;
    }

    /// <summary>
    /// Whether the row's record has room for what is to come. False: it was full of what earlier attempts left; that is removed, and the stage starts over.
    /// </summary>
    public async Task<bool> HasRoomAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        if (row.IndexRecord.Sum(entry => entry.Length) <= RecordRoom)
        {
            return true;
        }

        await ShrinkAsync(row, cancellationToken);
        return false;
    }

    /// <summary>
    /// Does what follows the commit of an outcome: removes what is no longer meant to exist, appends the change that is owed. Repeating it does no harm.
    /// An article on its way is left alone: its record holds what is being written.
    /// </summary>
    public Task FinishAsync(ArticleRow row, CancellationToken cancellationToken) =>
        row.State is ArticleState.Received or ArticleState.Cleaned ? Task.CompletedTask : ShrinkAsync(row, cancellationToken);

    private async Task ShrinkAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var intended = IndexEntry.For(row).Select(entry => entry.ToString()).ToList();
        var rest = row.IndexRecord.Except(intended).ToList();
        if (rest.Count == 0 && row.ChangeOwed is null)
        {
            return;
        }

        await index.RemoveAsync(row.ArticleId, rest.Select(IndexEntry.Parse), cancellationToken);
        await PayOwedChangeAsync(row, cancellationToken);
        row.IndexRecord = intended;
        if (!await articles.TryCommitAsync(row, cancellationToken))
        {
            await HealAsync(row.ArticleId, rest, cancellationToken);
        }
    }

    /// <summary>
    /// While this process removed or overwrote rows, another one worked on the article, perhaps on those very rows. It starts over: its commit fails on
    /// the ETag, and the article runs through all stages again.
    /// </summary>
    private async Task HealAsync(string articleId, IReadOnlyList<string> touched, CancellationToken cancellationToken)
    {
        while (await articles.GetAsync(articleId, cancellationToken) is { } row && row.State != ArticleState.Deleted && row.IndexRecord.Intersect(touched).Any())
        {
            ArticleLifecycle.Enter(row, ArticleEvent.Healed, time.GetUtcNow());
            if (await AdvanceAsync(row, cancellationToken))
            {
                LogHealed(logger, articleId);
                await messages.SendAsync(new CleanRequest(articleId, row.Path, null), cancellationToken);
                return;
            }
        }
    }

    /// <summary>
    /// Takes back what a lost commit wrote. What the winner may mean to exist stays, and where that is an index row, it now says what the loser wanted: the
    /// winner is healed. A winner that says the same, as when one message was handled twice, wrote the same rows.
    /// </summary>
    private async Task WithdrawAsync(ArticleRow lost, IReadOnlyList<IndexEntry> written, CancellationToken cancellationToken)
    {
        var winner = await articles.GetAsync(lost.ArticleId, cancellationToken);
        if (winner?.Version == lost.Version && OutcomeOf(winner) == OutcomeOf(lost))
        {
            return;
        }

        // A tombstone's record lists what is being removed: none of it is meant to exist.
        var kept = winner is { State: not ArticleState.Deleted } ? winner.IndexRecord.ToHashSet(StringComparer.Ordinal) : [];
        var orphans = written.Where(entry => !kept.Contains(entry.ToString())).ToList();
        await index.RemoveAsync(lost.ArticleId, orphans, cancellationToken);
        await HealAsync(lost.ArticleId, [.. orphans.Concat(written.Where(entry => entry.IsIndexRow)).Select(entry => entry.ToString())], cancellationToken);
    }

    private async Task PayOwedChangeAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        if (row.ChangeOwed is { } owed)
        {
            await changes.AppendAsync(row, Enum.Parse<ChangeKind>(owed), cancellationToken);
            row.ChangeOwed = null;
        }
    }

    /// <summary>Numbers the outcome. Null: readers see nothing new.</summary>
    private static ChangeKind? Judge(ArticleRow current, ArticleRow next)
    {
        if (next.State == ArticleState.Failed)
        {
            return null;
        }

        next.Outcome = OutcomeOf(next);
        if (next.Outcome == current.Outcome)
        {
            return null;
        }

        next.Version = current.Version + 1;
        return next.State switch
        {
            ArticleState.Rejected => ChangeKind.Rejected,
            ArticleState.Deleted => ChangeKind.Deleted,
            ArticleState.Expanded when current.EnrichmentHash is null => null, // Its items have changes of their own.
            _ => current.EnrichmentHash is null ? ChangeKind.Enriched : ChangeKind.Updated,
        };
    }

    /// <summary>Facts that do not make a new version: a stage that became newer and found the same says nothing new to readers.</summary>
    private static readonly string[] OutsideOutcome = [nameof(ArticleRow.Outcome), nameof(ArticleRow.CleanerVersion), nameof(ArticleRow.SegmenterVersion), nameof(ArticleRow.Fingerprint), nameof(ArticleRow.SchemaVersion)];

    /// <summary>Hash of what the row says to readers. A column that is absent counts for nothing, so that a new one changes no article that lacks it.</summary>
    internal static string OutcomeOf(ArticleRow row)
    {
        var facts = ArticleRow.Schema.Columns
            .Where(column => column.Role == ColumnRole.Fact && !OutsideOutcome.Contains(column.Name) && column.Get(row) is not null)
            .Select(column => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{column.Name}={column.Get(row)}"));
        return ArticleIds.Hash(Encoding.UTF8.GetBytes(string.Join('\n', facts)));
    }

    /// <summary>The date that the article bears if it can be true, else the moment when the file was first seen. A failure moves no row.</summary>
    private static DateTimeOffset IndexTimeOf(ArticleRow current, ArticleRow next, DateTimeOffset? published) => published switch
    {
        { } date when date >= EarliestDate && date <= next.Received + LatestDate => date,
        null when next.State == ArticleState.Failed && current.IndexTime is { } kept => kept,
        _ => next.Received,
    };

    /// <summary>
    /// Longest record that more is added to, in UTF-16 units. A property holds 32,768 (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model);
    /// one outcome needs at most 20 phrases of 455 units, two rows and three blobs: half of the room is left for it.
    /// </summary>
    private const int RecordRoom = 16_000;

    /// <summary>The year of the first printed newspaper: an older date was misread. (A table holds dates from 1601 on.)</summary>
    private static readonly DateTimeOffset EarliestDate = new(1605, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No article is published more than a day after it was received; a day because zones are not always known.</summary>
    private static readonly TimeSpan LatestDate = TimeSpan.FromHours(24);

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} is {State}, version {Version}, reason {Reason}.")]
    private static partial void LogPublished(ILogger logger, string articleId, ArticleState state, int version, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} was changed by another worker before it became {State}; starting over.")]
    private static partial void LogLost(ILogger logger, string articleId, ArticleState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Article {ArticleId} was changed while rows of an earlier version were removed; it runs through all stages again.")]
    private static partial void LogHealed(ILogger logger, string articleId);
}

/// <summary>What is written before an article's row is committed.</summary>
/// <param name="Segments">Rows of the table Segments.</param>
/// <param name="Blob">A blob in <c>content</c>.</param>
/// <param name="Published">The date that the article bears: of its publication, else of its last update.</param>
/// <param name="Sketch">What copies of the article are recognised by.</param>
public sealed record Artefacts(IReadOnlyList<SegmentRow> Segments, (string Name, byte[] Bytes)? Blob, DateTimeOffset? Published, ArticleSketch? Sketch)
{
    public static Artefacts None { get; } = new([], null, null, null);
}
