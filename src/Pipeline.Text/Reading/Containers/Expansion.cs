namespace Pipeline.Text.Reading.Containers;

/// <summary>One run through a container with all that lies inside it: what is left of the limits, and the names that are taken.</summary>
internal sealed class Expansion(TextLimits limits, long containerBytes, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private long _expanded;
    private int _entries;

    /// <summary>The limits.</summary>
    public TextLimits Limits { get; } = limits;

    /// <summary>The run's token.</summary>
    public CancellationToken Token { get; } = cancellationToken;

    /// <summary>Counts an entry, whether or not it becomes an item.</summary>
    public void CountEntry()
    {
        Token.ThrowIfCancellationRequested();
        if (++_entries > Limits.MaxEntries)
        {
            throw new ContainerRefusedException(new Rejection(RejectionReason.TooManyEntries, $"The file holds more than {Limits.MaxEntries} entries. Split it or raise the limit."));
        }
    }

    /// <summary>Counts bytes that came out of compression, kept or not.</summary>
    public void CountBytes(long bytes)
    {
        _expanded += bytes;
        if (_expanded > Limits.MaxExpandedBytes || (_expanded > TextLimits.SmallExpansion && _expanded > containerBytes * Limits.MaxExpansionRatio))
        {
            throw new ContainerRefusedException(new Rejection(RejectionReason.ExpandsTooMuch, $"The file expands to more than {Limits.MaxExpandedBytes} bytes or {Limits.MaxExpansionRatio} times its size. Unpack it first or raise the limit."));
        }
    }

    /// <summary>An item under a name of its own: the second of the same name gets a number.</summary>
    public ContainerItem Item(string name, ReadOnlyMemory<byte> bytes, Rejection? rejection = null)
    {
        var count = _names.TryGetValue(name, out var before) ? before + 1 : 1;
        _names[name] = count;
        if (count == 1)
        {
            return new ContainerItem(name, bytes, rejection);
        }

        var dot = name.LastIndexOf('.');
        var at = dot > name.LastIndexOf('/') ? dot : name.Length;
        return new ContainerItem($"{name[..at]}~{count}{name[at..]}", bytes, rejection);
    }

    /// <summary>What <see cref="BoundedRead"/> makes of a compressed stream, its bytes counted.</summary>
    public BoundedBytes Inflate(Stream stream, long compressed)
    {
        using var counting = new CountingStream(stream, this);
        return BoundedRead.All(counting, compressed, Limits, Token);
    }
}
