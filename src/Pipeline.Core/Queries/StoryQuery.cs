using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Tells all that is known of one article: what happened, by which versions, what was removed and bought, and what comes next.</summary>
public sealed class StoryQuery(ArticleReader reader, ContentStore content, DeadLetters deadLetters, Reprocessor reprocessor, IArticleAnalyser analyser, TimeProvider time, IOptions<PipelineOptions> options)
{
    /// <summary>The story; null when the id is unknown. Its changes are searched for in one of the 16 shards of the change feed, which takes as long as that shard is.</summary>
    public async Task<ArticleStory?> GetAsync(string articleId, CancellationToken cancellationToken)
    {
        if (!ArticleIds.IsId(articleId) || await reader.GetArticleAsync(articleId, cancellationToken) is not { } row)
        {
            return null;
        }

        var clean = (row.EnrichedFrom ?? row.CleanHash) is { } hash ? await content.GetCleanAsync(articleId, hash, cancellationToken) : null;
        var changes = await reader.ReadChangesOfAsync(articleId, cancellationToken)
            .Select(change => new ChangeView(change.Shard, change.Sequence, change.Version, change.Kind, change.At))
            .ToListAsync(cancellationToken);
        var guide = ReasonGuide.For(row.Reason);
        return new ArticleStory(
            row.ArticleId,
            row.Path,
            row.Source,
            row.State,
            row.Reason,
            row.ReasonDetail,
            guide?.Cause,
            guide?.Remedy,
            row.WaitUntil,
            row.StageSince,
            row.Attempts,
            row.LastError,
            row.LastErrorAt,
            row.Received,
            row.CleanedAt,
            row.EnrichedAt,
            Next(row),
            Events(row.History),
            new VersionsView(
                new(row.CleanerVersion, TextVersions.Cleaner),
                new(row.SegmenterVersion, TextVersions.Segmenter),
                row.Analyser is { } name ? new AnalyserIdentity(name, row.AnalyserVersion ?? "").ToString() : null,
                analyser.Identity.ToString(),
                row.ModelVersion,
                row.SchemaVersion,
                row.Version),
            new CostView(row.RecordsBought, row.RecordsSaved, row.History.Sum(entry => entry.Bought ?? 0), row.History.Sum(entry => entry.Saved ?? 0)),
            [.. (clean?.Removed ?? []).OrderBy(removal => removal.Source.Start).Select(removal => new RemovedView(removal.Rule, removal.Reason, removal.Source.Start, removal.Source.Length, removal.Text))],
            [.. (clean?.Notes ?? []).Select(note => new NoteView(note.Code, note.Detail))],
            changes,
            await deadLetters.OfAsync(articleId, cancellationToken)
                .Select(letter => new DeadLetterStory(letter.Queue, letter.Reason, letter.Cause, letter.Inserted ?? letter.Filed, letter.Resolution, letter.Resolved))
                .ToListAsync(cancellationToken));
    }

    private static List<EventView> Events(IReadOnlyList<HistoryEntry> history)
    {
        var events = new List<EventView>();
        DateTimeOffset? before = null;
        foreach (var entry in history)
        {
            events.Add(new EventView(entry.At, entry.At - before, entry.Event, entry.State, entry.Reason, entry.Cleaner, entry.Segmenter, entry.Analyser, entry.Bought, entry.Saved, entry.Times ?? 1, entry.Last));
            before = entry.LastAt > before ? entry.LastAt : before ?? entry.LastAt;
        }

        return events;
    }

    private string Next(ArticleRow row)
    {
        var stage = row.State == ArticleState.Received ? "cleaning" : "enrichment";
        return row switch
        {
            { State: ArticleState.Received or ArticleState.Cleaned, WaitUntil: { } until } when until > time.GetUtcNow() => $"Reprocess asks for its {stage} once the wait is over.",
            { State: ArticleState.Received or ArticleState.Cleaned, WaitUntil: not null } => $"The wait is over: the next run of Reprocess asks for its {stage}.",
            { State: ArticleState.Received or ArticleState.Cleaned } when row.StageSince < time.GetUtcNow() - options.Value.StuckAfter => $"It is in line for {stage} for too long: Reprocess asks again as soon as the queues are short.",
            { State: ArticleState.Received or ArticleState.Cleaned } => $"It is in line for {stage}.",
            { State: ArticleState.Failed } when ReprocessDue.RetryAt(row) is { } retry => string.Create(CultureInfo.InvariantCulture, $"Reprocess tries it again by itself after {retry:u}. Sooner: pipeline replay --id ID."),
            { State: ArticleState.Failed } => "Nothing by itself. Ask for it again with: pipeline replay --id ID.",
            { State: ArticleState.Deleted } => "Nothing, until a file of that path is dropped again.",
            _ => reprocessor.StageFor(row) switch
            {
                ArticleState.Received => "It is stale: Reprocess asks for it to be cleaned and enriched again.",
                ArticleState.Cleaned => "It is stale: Reprocess asks for it to be enriched again, by the analyser of these settings.",
                _ => "Nothing: it is up to date.",
            },
        };
    }
}

/// <summary>The whole story of an article. Times are UTC.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="Source">First folder of the path.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Reason code of a state that is no success, or of waiting.</param>
/// <param name="ReasonDetail">One sentence to it.</param>
/// <param name="Cause">What the reason means.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="WaitUntil">When a waiting article is tried again.</param>
/// <param name="InLineSince">Since when it has been in line for its next stage.</param>
/// <param name="Attempts">Failed attempts since the last success.</param>
/// <param name="LastError">Stage, kind and code of the last error.</param>
/// <param name="LastErrorAt">When it happened.</param>
/// <param name="Received">When the file was first seen.</param>
/// <param name="CleanedAt">When it was last cleaned.</param>
/// <param name="EnrichedAt">When it was last enriched.</param>
/// <param name="Next">What would happen next.</param>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="Versions">By which versions it was made, and which are current.</param>
/// <param name="Costs">What was bought for it.</param>
/// <param name="Removed">What the cleaner took out, in the order of the source.</param>
/// <param name="Notes">What else the cleaner had to say.</param>
/// <param name="Changes">Its rows in the change feed.</param>
/// <param name="DeadLetters">Messages that were given up, and what became of them.</param>
public sealed record ArticleStory(
    string Id,
    string Path,
    string Source,
    ArticleState State,
    string? Reason,
    string? ReasonDetail,
    string? Cause,
    string? Remedy,
    DateTimeOffset? WaitUntil,
    DateTimeOffset? InLineSince,
    int Attempts,
    string? LastError,
    DateTimeOffset? LastErrorAt,
    DateTimeOffset Received,
    DateTimeOffset? CleanedAt,
    DateTimeOffset? EnrichedAt,
    string Next,
    IReadOnlyList<EventView> Events,
    VersionsView Versions,
    CostView Costs,
    IReadOnlyList<RemovedView> Removed,
    IReadOnlyList<NoteView> Notes,
    IReadOnlyList<ChangeView> Changes,
    IReadOnlyList<DeadLetterStory> DeadLetters);

/// <summary>One event, and how long after the one before it came.</summary>
public sealed record EventView(
    DateTimeOffset At, TimeSpan? After, ArticleEvent Event, ArticleState State, string? Reason, int? Cleaner, int? Segmenter, string? Analyser, int? Bought, int? Saved, int Times, DateTimeOffset? Last);

/// <summary>The versions that made the article, beside the current ones of cleaner, segmenter and, as this process is set up, analyser.</summary>
public sealed record VersionsView(VersionView Cleaner, VersionView Segmenter, string? Analyser, string CurrentAnalyser, string? Model, int Schema, int Outcome);

/// <summary>A version and the current one.</summary>
public sealed record VersionView(int? Used, int Current);

/// <summary>Text records: of the last enrichment, and of all that the history still knows.</summary>
public sealed record CostView(int? Bought, int? Saved, int KnownBought, int KnownSaved);

/// <summary>Something that the cleaner took out. Offsets count UTF-16 units of the decoded source.</summary>
public sealed record RemovedView(string Rule, string Reason, int Start, int Length, string Text);

/// <summary>A note of the cleaner.</summary>
public sealed record NoteView(string Code, string Detail);

/// <summary>A row of the change feed.</summary>
public sealed record ChangeView(int Shard, long Sequence, int Version, ChangeKind Kind, DateTimeOffset At);

/// <summary>A message that was given up.</summary>
public sealed record DeadLetterStory(string Queue, string Reason, string? Cause, DateTimeOffset At, DeadLetterResolution Resolution, DateTimeOffset? Resolved);
