namespace Pipeline.Text.Reading.Pdf;

/// <summary>A line of a column. Lengths are in points; y grows upwards.</summary>
internal sealed class PdfLine
{
    /// <summary>The words, parted by single spaces.</summary>
    public required string Text { get; init; }

    public required int Page { get; init; }

    /// <summary>Number of the column on its page: lines of one column follow each other.</summary>
    public required int Column { get; init; }

    public required double Left { get; init; }

    public required double Right { get; init; }

    public required double Baseline { get; init; }

    /// <summary>Size of its type.</summary>
    public required double Size { get; init; }

    /// <summary>Whether all of it is set in bold.</summary>
    public required bool IsBold { get; init; }

    /// <summary>Whether it stands in the top or bottom margin's reach of its page.</summary>
    public required bool IsAtEdge { get; init; }

    /// <summary>Left edge of the column.</summary>
    public double ColumnLeft { get; set; }

    /// <summary>Right edge of the column.</summary>
    public double ColumnRight { get; set; }
}
