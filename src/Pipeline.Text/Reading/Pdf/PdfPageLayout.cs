using UglyToad.PdfPig.Content;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// Puts the words of a page into lines and the lines into reading order. Rows that leave the same gap free are columns, read one after the other; a row across the gap
/// (a headline) ends them.
/// </summary>
internal sealed class PdfPageLayout
{
    /// <summary>Words whose baselines differ by less than this part of the type's size stand in one row.</summary>
    private const double SameRow = 0.35;

    /// <summary>A gap between columns is wider than any between words: in times of the type's size.</summary>
    private const double NarrowestGutter = 0.9;

    /// <summary>Fewer rows to the left of a gap are a table or chance.</summary>
    private const int FewestRows = 3;

    /// <summary>More rows have no page of a newspaper; they are read from top to bottom.</summary>
    private const int MostRows = 1_000;

    /// <summary>Columns beside columns: deeper than any page.</summary>
    private const int MostLevels = 6;

    /// <summary>Running heads and page numbers stand within this part of the page's height from its edges.</summary>
    private const double Edge = 0.12;

    private readonly Page _page;
    private readonly CancellationToken _cancellationToken;
    private readonly List<PdfLine> _lines = [];
    private int _column;

    private readonly List<double> _gutters;

    private PdfPageLayout(Page page, List<double> gutters, CancellationToken cancellationToken) => (_page, _gutters, _cancellationToken) = (page, gutters, cancellationToken);

    /// <summary>The lines of <paramref name="page"/> in reading order.</summary>
    /// <param name="page">The page.</param>
    /// <param name="gutters">Where gaps between columns were found on earlier pages; those of this page are added. A last page may hold a line or two of each column.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static List<PdfLine> Lines(Page page, List<double> gutters, CancellationToken cancellationToken)
    {
        var layout = new PdfPageLayout(page, gutters, cancellationToken);
        var words = page.GetWords().Where(word => word.TextOrientation == TextOrientation.Horizontal && !string.IsNullOrWhiteSpace(word.Text)).Select(word => new PlacedWord(word)).ToList();
        layout.Add(Rows(words), level: 0);
        foreach (var column in layout._lines.GroupBy(line => line.Column))
        {
            var (left, right) = (column.Min(line => line.Left), column.Max(line => line.Right));
            foreach (var line in column)
            {
                (line.ColumnLeft, line.ColumnRight) = (left, right);
            }
        }

        return layout._lines;
    }

    private static List<List<PlacedWord>> Rows(List<PlacedWord> words)
    {
        var rows = new List<List<PlacedWord>>();
        foreach (var word in words.OrderByDescending(word => word.Baseline))
        {
            if (rows.Count > 0 && rows[^1][0] is var first && first.Baseline - word.Baseline < Math.Max(first.Size, word.Size) * SameRow)
            {
                rows[^1].Add(word);
            }
            else
            {
                rows.Add([word]);
            }
        }

        rows.ForEach(row => row.Sort((a, b) => a.Left.CompareTo(b.Left)));
        return rows;
    }

    private void Add(List<List<PlacedWord>> rows, int level)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var region = new Span(rows.Min(row => row[0].Left), rows.Max(row => row.Max(word => word.Right)));
        var column = ++_column;
        for (var i = 0; i < rows.Count;)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (level < MostLevels && rows.Count <= MostRows && ColumnsAt(rows, i, region) is var (end, gutter))
            {
                var run = rows[i..end];
                Add([.. run.Select(row => row.Where(word => word.Left < gutter).ToList()).Where(row => row.Count > 0)], level + 1);
                Add([.. run.Select(row => row.Where(word => word.Left >= gutter).ToList()).Where(row => row.Count > 0)], level + 1);
                i = end;
                column = ++_column;
            }
            else
            {
                _lines.Add(Line(rows[i], column));
                i++;
            }
        }
    }

    // The rows from a start on that leave a common gap free, when words stand on both of its sides.
    private (int End, double Gutter)? ColumnsAt(List<List<PlacedWord>> rows, int start, Span region)
    {
        var free = new List<Span> { region };
        var run = new Span(double.MaxValue, double.MinValue);
        var end = start;
        while (end < rows.Count)
        {
            var grown = new Span(Math.Min(run.From, rows[end][0].Left), Math.Max(run.To, rows[end].Max(word => word.Right)));
            var next = Intersect(free, Gaps(rows[end], region), rows[end].Max(word => word.Size) * NarrowestGutter);
            if (next.Count == 0 || (free.Exists(gap => gap.IsInside(run)) && !next.Exists(gap => gap.IsInside(grown))))
            {
                break;
            }

            (free, run) = (next, grown);
            end++;
        }

        foreach (var gap in free.Where(gap => gap.IsInside(run)).OrderByDescending(gap => gap.To - gap.From))
        {
            var middle = (gap.From + gap.To) / 2;
            int left = 0, right = 0;
            for (var i = start; i < end; i++)
            {
                left += rows[i][0].Left < middle ? 1 : 0;
                right += rows[i][^1].Left >= middle ? 1 : 0;
            }

            if (right > 0 && (left >= FewestRows || (left > 0 && _gutters.Exists(gutter => gutter > gap.From && gutter < gap.To))))
            {
                if (!_gutters.Contains(middle) && _gutters.Count < MostRows)
                {
                    _gutters.Add(middle);
                }

                return (end, middle);
            }
        }

        return null;
    }

    private static List<Span> Gaps(List<PlacedWord> row, Span region)
    {
        var gaps = new List<Span>();
        var at = region.From;
        foreach (var word in row)
        {
            if (word.Left > at)
            {
                gaps.Add(new Span(at, word.Left));
            }

            at = Math.Max(at, word.Right);
        }

        if (at < region.To)
        {
            gaps.Add(new Span(at, region.To));
        }

        return gaps;
    }

    private static List<Span> Intersect(List<Span> first, List<Span> second, double least)
    {
        var both = new List<Span>();
        int i = 0, j = 0;
        while (i < first.Count && j < second.Count)
        {
            var (from, to) = (Math.Max(first[i].From, second[j].From), Math.Min(first[i].To, second[j].To));
            if (to - from >= least)
            {
                both.Add(new Span(from, to));
            }

            _ = first[i].To < second[j].To ? i++ : j++;
        }

        return both;
    }

    private PdfLine Line(List<PlacedWord> row, int column)
    {
        var isRightToLeft = row.Count(word => word.IsRightToLeft) * 2 > row.Count;
        var baseline = row.Average(word => word.Baseline);
        return new PdfLine
        {
            Text = string.Join(' ', (isRightToLeft ? row.AsEnumerable().Reverse() : row).Select(word => word.Text)).Replace('\u00AD', '-'),
            Page = _page.Number,
            Column = column,
            Left = row[0].Left,
            Right = row.Max(word => word.Right),
            Baseline = baseline,
            Size = row.Max(word => word.Size),
            IsBold = row.TrueForAll(word => word.IsBold),
            IsAtEdge = baseline > _page.Height * (1 - Edge) || baseline < _page.Height * Edge,
        };
    }

    private readonly record struct Span(double From, double To)
    {
        public bool IsInside(Span other) => From > other.From && To < other.To;
    }

    private sealed class PlacedWord(Word word)
    {
        public string Text { get; } = word.Text;

        public double Left { get; } = word.BoundingBox.Left;

        public double Right { get; } = word.BoundingBox.Right;

        public double Baseline { get; } = word.Letters[0].StartBaseLine.Y;

        public double Size { get; } = word.Letters[0].PointSize > 0 ? word.Letters[0].PointSize : Math.Max(1, word.BoundingBox.Height);

        public bool IsBold { get; } = word.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true || word.FontName?.Contains("black", StringComparison.OrdinalIgnoreCase) == true;

        public bool IsRightToLeft => Text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF');
    }
}
