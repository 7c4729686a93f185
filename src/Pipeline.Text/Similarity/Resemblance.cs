namespace Pipeline.Text.Similarity;

/// <summary>How far two articles are one text. The bounds were found on made variants and checked on real corpora: see tests/README.md.</summary>
/// <param name="Shingles">Runs of words in common.</param>
/// <param name="Figures">Numbers with their neighbours in common.</param>
public readonly record struct Resemblance(Overlap Shingles, Overlap Figures)
{
    /// <summary>A copy holds at least so much of the shorter text. Reports of one event by two agencies share the quotes, which is less.</summary>
    private const double LeastContainment = .6;

    /// <summary>A text of fewer shingles must agree as a whole: one shared paragraph would be most of it.</summary>
    private const int ShortText = 40;

    /// <summary>What short texts must have in common of all that either says.</summary>
    private const double LeastShortJaccard = .7;

    /// <summary>A copy is at least so long beside its original: a notice that stands below every article is a copy of none.</summary>
    private const double LeastLength = .15;

    /// <summary>With fewer figures their agreement says nothing.</summary>
    private const int FewFigures = 4;

    /// <summary>Reports from one mould (weather, markets, results) differ in their figures, copies do not.</summary>
    private const double LeastFigures = .5;

    /// <summary>The share of the shorter text that the longer one has too, 0 to 1.</summary>
    public double Similarity => Shingles.Containment;

    /// <summary>Whether one is a copy of the other: the same text, edited, cut or added to.</summary>
    public bool IsNearDuplicate =>
        (Shingles.Smaller < ShortText ? Shingles.Jaccard >= LeastShortJaccard : Shingles.Containment >= LeastContainment)
        && Shingles.Smaller >= LeastLength * Shingles.Larger
        && (Figures.Smaller < FewFigures || Figures.Containment >= LeastFigures);
}
