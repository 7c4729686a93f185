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

    /// <summary>How long an article may wait for its next stage before Reprocess asks for it again. Default 10 minutes.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Reprocess asks for no more articles than bring the queues to this length. Default 1,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Setting Pipeline:ReprocessLimit must be between 1 and 1000000.")]
    public int ReprocessLimit { get; set; } = 1_000;

    /// <summary>Reconcile deletes nothing when more files are missing than this, or than <see cref="DeletionGuardShare"/> of all, whichever is larger. Default 100.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "Setting Pipeline:DeletionGuardCount must be 0 or more.")]
    public int DeletionGuardCount { get; set; } = 100;

    /// <summary>See <see cref="DeletionGuardCount"/>. Default 0.05.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Setting Pipeline:DeletionGuardShare must be between 0 and 1.")]
    public double DeletionGuardShare { get; set; } = 0.05;

    /// <summary>How long dead letters are kept, replayed or not. Default 90 days.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The bounds of what is read.</summary>
    internal TextLimits TextLimits => new() { MaxBytes = MaxFileBytes, MaxDepth = MaxMarkupDepth };
}
