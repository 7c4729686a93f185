using Pipeline.Text.Analysis;

namespace Pipeline.Text.Segmentation;

/// <summary>A slice of the clean text that is sent to an analyser as one document.</summary>
/// <param name="Span">Its span in the clean text.</param>
/// <param name="Document">The document; its id is the slice's number within the article.</param>
public sealed record PackedDocument(TextSpan Span, AnalysisDocument Document);

/// <summary>
/// Packs neighbouring segments into as few analysis documents as the analyser's limits allow. Documents are slices of the clean text, so that results map back
/// by offset, and cover every sentence exactly once. A paragraph above the limit is cut between sentences, a sentence above it after a clause, and only
/// a clause above it between words or, at last, between grapheme clusters. Where records are billed, a document ends where a whole number of them is all but full:
/// that costs next to nothing, and a document is the same as long as nothing changed in it or shortly before, so that an edited article is not bought anew as a whole.
/// </summary>
public static class DocumentPacker
{
    /// <summary>The documents of <paramref name="article"/>, in order; none when there is no text.</summary>
    public static IReadOnlyList<PackedDocument> Pack(CleanArticle article, IReadOnlyList<Segment> segments, AnalyserLimits limits)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.MaxTextElements, 1, nameof(limits));

        var documents = new List<PackedDocument>();
        if (segments.Count == 0)
        {
            return documents;
        }

        if (limits.MaxTextElements == int.MaxValue)
        {
            Add(documents, article, TextSpan.FromBounds(segments[0].Span.Start, segments[^1].Span.End));
            return documents;
        }

        var size = new DocumentSize(article.Text, limits);
        TextSpan? current = null;
        foreach (var piece in PackingUnits.Of(article.Text, segments, limits))
        {
            if (current is { } open && size.TryAdd(open, piece))
            {
                current = TextSpan.FromBounds(open.Start, piece.End);
            }
            else
            {
                if (current is { } full)
                {
                    Add(documents, article, full);
                }

                size.Start(piece);
                current = piece;
            }

            if (size.IsFull(current.Value))
            {
                Add(documents, article, current.Value);
                current = null;
            }
        }

        if (current is { } last)
        {
            Add(documents, article, last);
        }

        return documents;
    }

    private static void Add(List<PackedDocument> documents, CleanArticle article, TextSpan span)
    {
        var id = documents.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        documents.Add(new PackedDocument(span, new AnalysisDocument(id, span.Of(article.Text).ToString(), article.Language, article.Title)));
    }
}
