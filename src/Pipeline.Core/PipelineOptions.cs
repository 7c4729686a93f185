using System.ComponentModel.DataAnnotations;
using Pipeline.Text;

namespace Pipeline.Core;

/// <summary>Settings of the pipeline, section <c>Pipeline</c>. Validated at start.</summary>
public sealed class PipelineOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Pipeline";

    /// <summary>Largest file that is read, in bytes. Default 16 MiB; larger files are rejected as TooLarge.</summary>
    [Range(1024, 256 * 1024 * 1024, ErrorMessage = "Setting Pipeline:MaxFileBytes must be between 1024 and 268435456.")]
    public int MaxFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of mark-up that is read. Default 500; deeper files are rejected as TooDeep.</summary>
    [Range(16, 10_000, ErrorMessage = "Setting Pipeline:MaxMarkupDepth must be between 16 and 10000.")]
    public int MaxMarkupDepth { get; set; } = 500;

    /// <summary>Longest text of an article, in characters. Default 500,000, a hundred times a long article; longer ones are rejected as TooLarge.</summary>
    [Range(10_000, 16 * 1024 * 1024, ErrorMessage = "Setting Pipeline:MaxTextLength must be between 10000 and 16777216.")]
    public int MaxTextLength { get; set; } = 500_000;

    /// <summary>Most elements of a page. Default 50,000; pages with more are rejected as TooLarge.</summary>
    [Range(1_000, 1_000_000, ErrorMessage = "Setting Pipeline:MaxMarkupElements must be between 1000 and 1000000.")]
    public int MaxMarkupElements { get; set; } = 50_000;

    /// <summary>How many times larger than its compressed form anything may become. Default 100; what exceeds it is rejected as ExpandsTooMuch.</summary>
    [Range(2, 100_000, ErrorMessage = "Setting Pipeline:MaxExpansionRatio must be between 2 and 100000.")]
    public int MaxExpansionRatio { get; set; } = 100;

    /// <summary>Most bytes that an archive may expand to. Default 1 GiB; what exceeds it is rejected as ExpandsTooMuch.</summary>
    [Range(1024L, 1L << 40, ErrorMessage = "Setting Pipeline:MaxExpandedBytes must be between 1024 and 1099511627776.")]
    public long MaxExpandedBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Most entries of an archive, items of a feed or pages of a PDF. Default 20,000; what exceeds it is rejected as TooManyEntries.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Setting Pipeline:MaxEntries must be between 1 and 1000000.")]
    public int MaxEntries { get; set; } = 20_000;

    /// <summary>Deepest nesting of archives in archives. Default 3; what exceeds it is rejected as NestedTooDeep.</summary>
    [Range(1, 10, ErrorMessage = "Setting Pipeline:MaxNesting must be between 1 and 10.")]
    public int MaxNesting { get; set; } = 3;

    /// <summary>How long reading and cleaning one document may take. Default 1 minute; what takes longer is rejected as TooSlow.</summary>
    public TimeSpan MaxDocumentTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an article may wait for its next stage before Reprocess asks for it again. Default 10 minutes.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Reprocess asks for no more articles than bring the queues to this length. Default 1,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Setting Pipeline:ReprocessLimit must be between 1 and 1000000.")]
    public int ReprocessLimit { get; set; } = 1_000;

    /// <summary>Text records of Azure AI Language that the articles of one run of Reprocess may cost; null for no limit beside the daily one. Default null.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "Setting Pipeline:ReprocessRecordBudget must be 1 or more.")]
    public long? ReprocessRecordBudget { get; set; }

    /// <summary>Files that Reconcile lists at once. Default 5,000, the most that storage lists (https://learn.microsoft.com/rest/api/storageservices/list-blobs).</summary>
    [Range(1, 5_000, ErrorMessage = "Setting Pipeline:ReconcilePageSize must be between 1 and 5000.")]
    public int ReconcilePageSize { get; set; } = 5_000;

    /// <summary>Reconcile deletes nothing before an operator confirms it when more files are missing than this, or than <see cref="DeletionGuardShare"/> of all, whichever is larger. Default 100.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "Setting Pipeline:DeletionGuardCount must be 0 or more.")]
    public int DeletionGuardCount { get; set; } = 100;

    /// <summary>See <see cref="DeletionGuardCount"/>. Default 0.05.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Setting Pipeline:DeletionGuardShare must be between 0 and 1.")]
    public double DeletionGuardShare { get; set; } = 0.05;

    /// <summary>How long dead letters are kept, replayed or not. Default 90 days.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a scheduled run of Verify goes on; the next begins at another part of the store. Default 15 minutes.</summary>
    public TimeSpan VerifyFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Days that articles of a source are kept after they were first seen; "*" stands for all other sources. Default: all are kept.</summary>
    public Dictionary<string, int> Retention { get; } = new(StringComparer.Ordinal);

    /// <summary>The bounds of what is read.</summary>
    internal TextLimits TextLimits => new()
    {
        MaxBytes = MaxFileBytes,
        MaxDepth = MaxMarkupDepth,
        MaxTextLength = MaxTextLength,
        MaxElements = MaxMarkupElements,
        MaxExpansionRatio = MaxExpansionRatio,
        MaxExpandedBytes = MaxExpandedBytes,
        MaxEntries = MaxEntries,
        MaxNesting = MaxNesting,
    };
}
