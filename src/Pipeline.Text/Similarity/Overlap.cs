namespace Pipeline.Text.Similarity;

/// <summary>What two sets of hashes have in common, counted where both are complete.</summary>
/// <param name="Common">Hashes in both.</param>
/// <param name="Smaller">Hashes of the smaller set.</param>
/// <param name="Larger">Hashes of the larger set.</param>
public readonly record struct Overlap(int Common, int Smaller, int Larger)
{
    /// <summary>The share of the smaller set that is in the larger, 0 to 1.</summary>
    public double Containment => Smaller == 0 ? 0 : (double)Common / Smaller;

    /// <summary>The share of both together that is in both, 0 to 1.</summary>
    public double Jaccard => Larger == 0 ? 0 : (double)Common / (Smaller + Larger - Common);

    /// <summary>Of two ascending lists; one of <paramref name="capacity"/> hashes may have been cut, and is known only up to its last.</summary>
    internal static Overlap Of(uint[] left, uint[] right, int capacity)
    {
        var limit = Math.Min(Known(left, capacity), Known(right, capacity));
        int common = 0, i = 0, j = 0;
        while (i < left.Length && left[i] <= limit && j < right.Length && right[j] <= limit)
        {
            common += left[i] == right[j] ? 1 : 0;
            var (l, r) = (left[i], right[j]);
            i += l <= r ? 1 : 0;
            j += r <= l ? 1 : 0;
        }

        while (i < left.Length && left[i] <= limit)
        {
            i++;
        }

        while (j < right.Length && right[j] <= limit)
        {
            j++;
        }

        return new Overlap(common, Math.Min(i, j), Math.Max(i, j));
    }

    private static uint Known(uint[] hashes, int capacity) => hashes.Length >= capacity ? hashes[^1] : uint.MaxValue;
}
