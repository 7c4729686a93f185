using Azure;
using Pipeline.Core.Publishing;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Kinds of damage.</summary>
public enum FindingKind
{
    /// <summary>An index row that no article means to exist. Repair removes it.</summary>
    OrphanIndexRow,

    /// <summary>A row of Segments that belongs to no current enrichment. Repair removes it.</summary>
    OrphanSegment,

    /// <summary>A blob in <c>content</c> that no article means to exist. Repair removes it.</summary>
    OrphanContent,

    /// <summary>A row of Fingerprints, or a text listed in one, that is no current text of an article. Repair removes it.</summary>
    OrphanFingerprint,

    /// <summary>An index row that the article means to exist does not. Repair writes it.</summary>
    MissingIndexRow,

    /// <summary>An index row says something else than its article. Repair writes it.</summary>
    WrongIndexRow,

    /// <summary>The rows of Segments are not those of the stored enrichment. Repair writes them.</summary>
    WrongSegments,

    /// <summary>A clean article or enrichment is missing. Repair processes the article again.</summary>
    MissingContent,

    /// <summary>The bytes of a clean article or enrichment do not have the hash that names them. Repair processes the article again.</summary>
    WrongContent,

    /// <summary>The row by which copies of the article are recognised is missing. Repair processes the article again.</summary>
    MissingFingerprint,

    /// <summary>The row's facts do not have the hash that its Outcome is. Repair processes the article again.</summary>
    WrongOutcome,

    /// <summary>The row lacks what its state demands, or has what its state forbids. Repair processes the article again.</summary>
    ImpossibleState,

    /// <summary>What follows the last commit never happened. Repair does it.</summary>
    Unfinished,

    /// <summary>The article's current version is neither in Changes nor owed. Repair appends it.</summary>
    MissingChange,

    /// <summary>A number is missing in a shard of Changes. Repair fills it with a repeat of the next change.</summary>
    ChangeGap,
}

/// <summary>Something in the store that is not as it should be.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ArticleId">The article; "" when none can be told.</param>
/// <param name="Where">Table and key of the row, name of the blob, or column.</param>
/// <param name="IsRepaired">Whether it was put right.</param>
public sealed record Finding(FindingKind Kind, string ArticleId, string Where, bool IsRepaired = false)
{
    /// <summary>The orphan, and the version of it that was seen.</summary>
    internal (IndexEntry Entry, ETag ETag)? Orphan { get; init; }
}

/// <summary>How to verify.</summary>
/// <param name="Repair">Whether to put right what is found.</param>
/// <param name="Grace">Articles, rows and blobs that storage saw change so recently are taken to be at work. Default: Pipeline:StuckAfter.</param>
/// <param name="Budget">How long to go on; then the run begins where the day says. Default: until all is seen.</param>
public sealed record VerifyRequest(bool Repair = false, TimeSpan? Grace = null, TimeSpan? Budget = null)
{
    /// <summary>About how many articles are remembered at once, in some 80 MB: 80 bytes each, and as many for the id by which they are found. The index tables are read once for each so many.</summary>
    internal int SliceSize { get; init; } = 500_000;
}

/// <summary>What a run found.</summary>
/// <param name="Articles">Articles that were looked at.</param>
/// <param name="IsComplete">Whether all was seen; false when time ran out, or there was more damage than is looked at in one run.</param>
/// <param name="Findings">The damage; at most <see cref="MaxFindings"/>, the rest is counted.</param>
/// <param name="Total">How many findings there were.</param>
/// <param name="Repaired">How many of them were put right.</param>
public sealed record VerifyReport(int Articles, bool IsComplete, IReadOnlyList<Finding> Findings, int Total, int Repaired)
{
    /// <summary>Findings that a report lists.</summary>
    public const int MaxFindings = 1_000;
}
