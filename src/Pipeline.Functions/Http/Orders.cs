namespace Pipeline.Functions.Http;

/// <summary>What to ask for again; what is absent does not narrow it.</summary>
/// <param name="Reason">Only what was given up for this reason, a code.</param>
/// <param name="Since">Only what was given up at this time or later.</param>
/// <param name="Source">Only articles of this source.</param>
/// <param name="Id">Only this article.</param>
/// <param name="DryRun">Count only.</param>
public sealed record ReplayOrder(string? Reason = null, DateTimeOffset? Since = null, string? Source = null, string? Id = null, bool DryRun = false);

/// <summary>Which articles to process again.</summary>
/// <param name="Where">Conditions that must all hold, such as source=daily or analyser-version&lt;3; without any, what is due is asked for.</param>
/// <param name="Clean">With conditions: clean again as well, not only enrich.</param>
/// <param name="Run">With conditions: the run to go on with.</param>
/// <param name="DryRun">Say only how many it would be, and what they would cost at Azure AI Language.</param>
public sealed record ReprocessOrder(IReadOnlyList<string>? Where = null, bool Clean = false, string? Run = null, bool DryRun = false);

/// <summary>What processing again did.</summary>
/// <param name="Articles">Articles that were asked for, in a dry run: that would be.</param>
/// <param name="Errors">Articles that could not be asked for.</param>
/// <param name="Run">The run to go on with; null when there is none.</param>
/// <param name="IsComplete">False: the queues are full, and more is left.</param>
/// <param name="RecordsToBuy">In a dry run: text records that the cache does not have.</param>
/// <param name="PriceUsd">In a dry run: what they cost by list price, in US dollars.</param>
public sealed record ReprocessAnswer(long Articles, long Errors, string? Run, bool IsComplete, long? RecordsToBuy = null, decimal? PriceUsd = null);

/// <summary>Which articles to purge: one by its id, or those of a source, of an age or both.</summary>
/// <param name="Id">This article.</param>
/// <param name="Source">All of this source, and its files that are not received yet.</param>
/// <param name="OlderThanDays">All that were received so many days ago or earlier.</param>
/// <param name="DryRun">Count only.</param>
/// <param name="Confirm">The number of articles that a dry run said.</param>
public sealed record PurgeOrder(string? Id = null, string? Source = null, int? OlderThanDays = null, bool DryRun = false, long? Confirm = null);

/// <summary>What a purge did.</summary>
/// <param name="Articles">Articles, in a dry run: that would be purged.</param>
/// <param name="IsComplete">False: time ran out, and more is left.</param>
/// <param name="Report">What was removed; null in a dry run.</param>
public sealed record PurgeAnswer(long Articles, bool IsComplete, Core.Upkeep.PurgeReport? Report);

/// <summary>What became of an upload.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="IsNew">Whether anything was written; false when these very bytes were there already.</param>
public sealed record UploadAnswer(string Id, string Path, bool IsNew);
