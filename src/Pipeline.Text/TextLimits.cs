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

    /// <summary>How many times larger than its compressed form anything may become. Default 100; text seldom reaches 20. Small files (<see cref="SmallExpansion"/>) may exceed it.</summary>
    public int MaxExpansionRatio { get; init; } = 100;

    /// <summary>Most bytes that all of an archive, archives inside it included, may expand to. Default 1 GiB; they are never in memory together.</summary>
    public long MaxExpandedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Most entries of an archive or items of a feed, those of inner archives included. Default 20,000.</summary>
    public int MaxEntries { get; init; } = 20_000;

    /// <summary>Deepest nesting of archives in archives; 1 is an archive without another inside. Default 3.</summary>
    public int MaxNesting { get; init; } = 3;

    /// <summary>Up to so many bytes the ratio is not looked at: a short file of white space is no attack.</summary>
    internal const int SmallExpansion = 1024 * 1024;
}
