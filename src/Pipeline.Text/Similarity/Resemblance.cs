namespace Pipeline.Text.Similarity;

/// <summary>How far two articles are one text. The bounds were found on one made set, and checked on another and on real corpora: see tests/README.md.</summary>
/// <param name="Shingles">Runs of words in common.</param>
/// <param name="Particulars">Numbers and names, with their neighbours, in common.</param>
public readonly record struct Resemblance(Overlap Shingles, Overlap Particulars)
{
    /// <summary>A text of so many shingles may have lost or gained half in a copy; reports of one event by two agencies share the quotes, which is less.</summary>
    private const int LongText = 100;

    /// <summary>What a long text must have in common with its copy.</summary>
    private const double LeastContainment = .55;

    /// <summary>Up to so many shingles one shared paragraph would be most of a text.</summary>
    private const int ShortText = 40;

    /// <summary>What a short text must have in common; between the two lengths the bound falls evenly.</summary>
    private const double LeastShortContainment = .85;

    /// <summary>A copy is at least so long beside its original: a notice that stands below every article is a copy of none.</summary>
    private const double LeastLength = .125;

    /// <summary>With fewer particulars their agreement says nothing.</summary>
    private const int FewParticulars = 3;

    /// <summary>Reports from one mould (weather, markets, results, police) and stories above the same notices differ in their particulars, copies do not.</summary>
    private const double LeastParticulars = .6;

    /// <summary>What must be in common where particulars say nothing.</summary>
    private const double LeastWithoutParticulars = .7;

    /// <summary>The share of the shorter text that the longer one has too, 0 to 1.</summary>
    public double Similarity => Shingles.Containment;

    /// <summary>Whether one is a copy of the other: the same text, edited, cut or added to.</summary>
    public bool IsNearDuplicate =>
        Shingles.Containment >= Bound(Shingles.Smaller)
        && Shingles.Smaller >= LeastLength * Shingles.Larger
        && (Particulars.Smaller < FewParticulars ? Shingles.Containment >= LeastWithoutParticulars : Particulars.Containment >= LeastParticulars);

    private static double Bound(int shingles)
    {
        var length = (double)(Math.Clamp(shingles, ShortText, LongText) - ShortText) / (LongText - ShortText);
        return LeastShortContainment + ((LeastContainment - LeastShortContainment) * length);
    }
}
