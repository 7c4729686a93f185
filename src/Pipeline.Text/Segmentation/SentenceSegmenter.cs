namespace Pipeline.Text.Segmentation;

/// <summary>Splits text into sentences by rules. Linear in the length of the text.</summary>
public static class SentenceSegmenter
{
    /// <summary>Spans of the sentences of <paramref name="text"/>, in order, without the white space around them. Nothing is altered.</summary>
    /// <param name="text">A paragraph or a whole text; blank lines always end a sentence, single line breaks only before list items.</param>
    /// <param name="language">ISO 639-1 code, or null when unknown.</param>
    public static IReadOnlyList<TextSpan> Split(string text, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SentenceScanner(text, LanguageProfile.For(language)).Scan();
    }
}
