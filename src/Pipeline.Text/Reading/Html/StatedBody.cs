namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Takes the article from the metadata where the page itself does not hold it: some sites build the text by script and state it whole
/// in their JSON-LD.
/// </summary>
internal static class StatedBody
{
    private const int Shortest = 300;

    // A teaser of the text is on the page, the text in the metadata.
    private const double MostOnPage = 0.4;

    /// <summary>The paragraphs of the stated body, when what the page shows (<paramref name="shown"/> characters) is only a part of it; else none.</summary>
    /// <param name="jsonLd">The metadata.</param>
    /// <param name="shown">Length of the text found on the page.</param>
    /// <param name="source">Where the metadata stands.</param>
    public static IReadOnlyList<Block> Paragraphs(JsonLdArticle? jsonLd, int shown, TextSpan source)
    {
        if (jsonLd is not { IsArticle: true, Body: { Length: >= Shortest } body } || shown > body.Length * MostOnPage)
        {
            return [];
        }

        var paragraphs = new List<Block>();
        foreach (var line in body.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (InlineText.Plain(line) is { } text)
            {
                paragraphs.Add(new Block(BlockKind.Paragraph, text, source));
            }
        }

        return paragraphs;
    }
}
