using System.Buffers;
using Pipeline.Text.Dates;

namespace Pipeline.Text.Cleaning;

/// <summary>A date in a line with its label.</summary>
internal sealed record LabelledDate(ArticleDate Date, DateLabel Label, TextSpan Span);

/// <summary>A line that is about dates, cut into the dates and what else stands in it.</summary>
/// <param name="Dates">The dates in order; at least one.</param>
/// <param name="Rest">Spans of the pieces around the dates that are neither labels, nor connecting words, nor words of the interface.</param>
internal sealed record DateLine(IReadOnlyList<LabelledDate> Dates, IReadOnlyList<TextSpan> Rest)
{
    /// <summary>Longer lines are running text that mentions dates.</summary>
    private const int LongestLine = 220;

    private const int MostDates = 4;

    private static readonly SearchValues<char> Separators = SearchValues.Create("|•·—–/▪●");

    /// <summary>Whether the line is nothing but dates and their labels.</summary>
    public bool IsPure => Rest.Count == 0;

    /// <summary>Reads the line; null when it holds no date or is running text.</summary>
    public static DateLine? Read(string line, string? language)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        var dates = new List<LabelledDate>();
        var rest = new List<TextSpan>();
        var from = 0;
        while (dates.Count < MostDates && DateReader.Match(line, language, from) is { } match)
        {
            var label = Piece(line, TextSpan.FromBounds(from, match.Span.Start), rest);
            dates.Add(new LabelledDate(match.Date, label, match.Span));
            from = match.Span.End;
        }

        if (dates.Count == 0)
        {
            return null;
        }

        var last = Piece(line, TextSpan.FromBounds(from, line.Length), rest);

        // "17 August 2021 (updated 11:54 am)": what is updated then is not the date before it.
        if (dates.Count == 1 && dates[0].Label == DateLabel.None && last != DateLabel.None && !line.AsSpan(from).ContainsAnyInRange('0', '9'))
        {
            dates[0] = dates[0] with { Label = last };
        }

        return new DateLine(dates, rest);
    }

    private static DateLabel Piece(string line, TextSpan piece, List<TextSpan> rest)
    {
        var text = piece.Of(line);
        if (!text.ContainsLetter())
        {
            return DateLabel.None;
        }

        if (DateLabels.Covering(text) is { } label)
        {
            return label;
        }

        // "Jane Doe · Courier News · Posted:" - each part by itself; the last one is the label of the date behind it.
        var last = DateLabel.None;
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOfAny(Separators);
            var end = length < 0 ? text.Length : start + length;
            var part = text[start..end];
            last = part.ContainsLetter() ? DateLabels.Covering(part) ?? DateLabel.None : last;
            if (part.ContainsLetter() && DateLabels.Covering(part) is null)
            {
                rest.Add(new TextSpan(piece.Start + start, end - start));
                last = DateLabels.AtEnd(part.ToString());
            }

            start = end + 1;
        }

        return last;
    }
}
