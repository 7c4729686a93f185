namespace Pipeline.TestSupport.Fuzzing;

/// <summary>Something that reads what it is given and must hold whatever that is.</summary>
/// <param name="Name">What is fuzzed.</param>
/// <param name="Seeds">Good inputs, which are mutated.</param>
/// <param name="Check">Reads the input and throws when something does not hold. Exceptions that the reader documents are caught in it.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Check)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
