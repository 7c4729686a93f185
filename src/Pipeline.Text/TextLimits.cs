namespace Pipeline.Text;

/// <summary>Bounds of what the library reads. Input beyond a bound is rejected, never cut.</summary>
public sealed record TextLimits
{
    /// <summary>The defaults.</summary>
    public static TextLimits Default { get; } = new();

    /// <summary>Largest file, in bytes. Default 16 MiB: a thousand times a long article.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of elements in mark-up. Default 500; pages of news sites stay below 100.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>Longest text of an article, in UTF-16 code units. Default 16 Mi: whatever fits into <see cref="MaxBytes"/>.</summary>
    public int MaxTextLength { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most elements of a page. Default 1,000,000; pages of news sites stay below 20,000.</summary>
    public int MaxElements { get; init; } = 1_000_000;
}
