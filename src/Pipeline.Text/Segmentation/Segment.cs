namespace Pipeline.Text.Segmentation;

/// <summary>A paragraph as the unit that sentiment and key phrases are kept for: one row downstream.</summary>
/// <param name="Ordinal">Number within the article, from 0.</param>
/// <param name="SectionIndex">Index of its section in <see cref="CleanArticle.Sections"/>.</param>
/// <param name="Span">Its span in the clean text.</param>
/// <param name="Sentences">Spans of its sentences in the clean text.</param>
public sealed record Segment(int Ordinal, int SectionIndex, TextSpan Span, IReadOnlyList<TextSpan> Sentences);
