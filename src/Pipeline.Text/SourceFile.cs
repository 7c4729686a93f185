namespace Pipeline.Text;

/// <summary>A file as it was dropped.</summary>
/// <param name="Name">Path or file name; its extension is a hint, never trusted.</param>
/// <param name="Bytes">The whole content.</param>
public sealed record SourceFile(string Name, ReadOnlyMemory<byte> Bytes);
