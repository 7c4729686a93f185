using System.Buffers;
using System.Globalization;
using Pipeline.Text.Analysis;

namespace Pipeline.Text.Segmentation;

/// <summary>The pieces of an article that are never cut: paragraphs, or sentences where they are needed to fit or to fill a billed record.</summary>
internal static class PackingUnits
{
    private static readonly SearchValues<char> s_clauseEnds = SearchValues.Create(",;:،؛、，；：—–");

    public static IEnumerable<TextSpan> Of(string text, IReadOnlyList<Segment> segments, AnalyserLimits limits)
    {
        var capacity = DocumentSize.Capacity(limits);
        foreach (var segment in segments)
        {
            if (limits.RecordSize is null && Fits(segment.Span))
            {
                yield return segment.Span;
                continue;
            }

            foreach (var sentence in Sentences(segment))
            {
                if (Fits(sentence))
                {
                    yield return sentence;
                    continue;
                }

                foreach (var clause in Cut(text, sentence, limits.MaxTextElements, capacity))
                {
                    yield return clause;
                }
            }
        }

        bool Fits(TextSpan span) =>
            span.Length <= capacity && (span.Length <= limits.MaxTextElements || TextElements.Count(span.Of(text)) <= limits.MaxTextElements);
    }

    private static IReadOnlyList<TextSpan> Sentences(Segment segment) => segment.Sentences.Count > 0 ? segment.Sentences : [segment.Span];

    private static IEnumerable<TextSpan> Cut(string text, TextSpan sentence, int mostElements, int capacity)
    {
        var start = sentence.Start;
        while (start < sentence.End)
        {
            var end = CutPoint(text, start, sentence.End, mostElements, capacity);
            yield return TextSpan.FromBounds(start, end);
            start = end;
            while (start < sentence.End && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }
    }

    /// <summary>The last clause end that fits, else the last space, else the last grapheme cluster.</summary>
    private static int CutPoint(string text, int start, int end, int mostElements, int capacity)
    {
        var clause = 0;
        var space = 0;
        var position = start;
        for (var elements = 0; position < end && elements < mostElements; elements++)
        {
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(position, end - position));
            if (position + length - start > capacity && position > start)
            {
                break;
            }

            if (char.IsWhiteSpace(text[position]) && position > start)
            {
                space = position;
                clause = s_clauseEnds.Contains(text[position - 1]) ? position : clause;
            }

            position += length;
        }

        return position >= end ? end : clause > 0 ? clause : space > 0 ? space : position;
    }
}
