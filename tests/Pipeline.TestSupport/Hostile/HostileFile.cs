namespace Pipeline.TestSupport.Hostile;

/// <summary>A file as a careless or ill-willed source may send it.</summary>
/// <param name="Kind">What is wrong with it; several files share a kind.</param>
/// <param name="Path">Where it is dropped: any name that a blob can have.</param>
/// <param name="Bytes">Its content.</param>
public sealed record HostileFile(string Kind, string Path, byte[] Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Path}";
}
