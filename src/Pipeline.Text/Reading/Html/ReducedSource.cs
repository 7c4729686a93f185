using System.Text;

namespace Pipeline.Text.Reading.Html;

/// <summary>
/// The source without what no reader of the article needs (scripts, style sheets, drawings, comments: often more than half of a page),
/// so that the parser need not walk it. Positions in the reduced text map back to the decoded source.
/// </summary>
internal sealed class ReducedSource
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _shifts = [0];

    /// <summary>Leaves <paramref name="cuts"/>, which are in order and apart, out of <paramref name="source"/>.</summary>
    public ReducedSource(string source, IReadOnlyList<TextSpan> cuts)
    {
        var reduced = new StringBuilder(source.Length);
        var at = 0;
        foreach (var cut in cuts)
        {
            reduced.Append(source, at, cut.Start - at);
            at = cut.End;
            _starts.Add(reduced.Length);
            _shifts.Add(at - reduced.Length);
        }

        Html = reduced.Append(source, at, source.Length - at).ToString();
    }

    /// <summary>The reduced mark-up.</summary>
    public string Html { get; }

    /// <summary>The span in the source of a span in the reduced text; it covers the cuts that fall inside.</summary>
    public TextSpan ToSource(TextSpan span) => span.Length == 0 ? default : TextSpan.FromBounds(ToSource(span.Start), ToSource(span.End - 1) + 1);

    private int ToSource(int position)
    {
        var index = _starts.BinarySearch(position);
        if (index < 0)
        {
            index = ~index - 1;
        }

        // Cuts that touch leave several entries for one position: the last holds.
        while (index + 1 < _starts.Count && _starts[index + 1] == position)
        {
            index++;
        }

        return position + _shifts[index];
    }
}
