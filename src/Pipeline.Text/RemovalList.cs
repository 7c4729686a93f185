using System.Collections;

namespace Pipeline.Text;

/// <summary>What was taken out of a body: the first <see cref="MostListed"/> of it, and how many more there were.</summary>
public sealed class RemovalList : IReadOnlyList<Removal>
{
    /// <summary>
    /// Removals that are listed. Pages of news sites stay below 1,000; a file built to be taken apart reaches a hundred thousand, which nobody reads and which cost more memory
    /// than the file.
    /// </summary>
    public const int MostListed = 5_000;

    private readonly List<Removal> _listed = [];

    /// <summary>Removals beyond those that are listed.</summary>
    public int Unlisted { get; private set; }

    /// <inheritdoc/>
    public int Count => _listed.Count;

    /// <inheritdoc/>
    public Removal this[int index] => _listed[index];

    /// <summary>Lists a removal, or counts it when the list is full.</summary>
    public void Add(Removal removal)
    {
        if (Count < MostListed)
        {
            _listed.Add(removal);
        }
        else
        {
            Unlisted++;
        }
    }

    /// <summary>Adds what another list holds, and what it counts.</summary>
    public void Add(RemovalList others)
    {
        foreach (var removal in others)
        {
            Add(removal);
        }

        Unlisted += others.Unlisted;
    }

    /// <summary>The same list with each removal changed.</summary>
    internal RemovalList Map(Func<Removal, Removal> change) => Of(_listed, Unlisted + Count, change);

    /// <summary>Makes removals of as many of <paramref name="items"/> as are listed, and counts the others.</summary>
    internal static RemovalList Of<T>(IEnumerable<T> items, int count, Func<T, Removal> removalOf)
    {
        var list = new RemovalList();
        foreach (var item in items.Take(MostListed))
        {
            list.Add(removalOf(item));
        }

        list.Unlisted = count - list.Count;
        return list;
    }

    /// <inheritdoc/>
    public IEnumerator<Removal> GetEnumerator() => _listed.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
