using Pipeline.Text.Analysis;

namespace Pipeline.Text.Segmentation;

/// <summary>How large the document is that is being packed, and what still fits.</summary>
internal sealed class DocumentSize(string text, AnalyserLimits limits)
{
    // Billing rounds up, so that a document is filled to a whole number of records and not to the limit.
    private readonly int _capacity = Capacity(limits);
    private int _elements;

    /// <summary>Largest document in UTF-16 code units: the whole records within the limit; no bound when nothing is billed.</summary>
    public static int Capacity(AnalyserLimits limits) =>
        limits.RecordSize is { } record && record > 0 && record <= limits.MaxTextElements ? limits.MaxTextElements / record * record : int.MaxValue;

    /// <summary>Starts a document with <paramref name="piece"/>.</summary>
    public void Start(TextSpan piece) => _elements = TextElements.Count(piece.Of(text));

    /// <summary>Adds <paramref name="piece"/> to the document <paramref name="current"/> when it fits.</summary>
    public bool TryAdd(TextSpan current, TextSpan piece)
    {
        // Counting apart may find one element more where a cluster spans the seam, never one less.
        var elements = _elements + TextElements.Count(TextSpan.FromBounds(current.End, piece.End).Of(text));
        if (elements > limits.MaxTextElements || piece.End - current.Start > _capacity)
        {
            return false;
        }

        _elements = elements;
        return true;
    }
}
