namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Reads mark-up that is the article and nothing else: the text that a feed, a news API or a mail carries. Nothing is searched for and nothing left out, and what is
/// no mark-up at all is cut into its lines.
/// </summary>
internal static class HtmlFragment
{
    private static readonly string[] Tags = ["<p", "<br", "<div", "<h1", "<h2", "<h3", "<ul", "<ol", "<li", "<blockquote", "<figure", "<table", "</p", "<strong", "<em", "<a ", "<span", "<img", "<b>", "<i>", "<section", "<article"];

    /// <summary>Whether the text holds mark-up, not only a "less than".</summary>
    public static bool IsMarkup(string text) => text.Contains('<', StringComparison.Ordinal) && Array.Exists(Tags, tag => text.Contains(tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>The blocks of <paramref name="text"/>, mark-up or plain, with spans in it.</summary>
    public static ReadOutcome Read(string text, TextLimits limits, CancellationToken cancellationToken)
    {
        if (!IsMarkup(text))
        {
            var plain = text.Contains('&', StringComparison.Ordinal) ? System.Net.WebUtility.HtmlDecode(text) : text;
            var lines = new PlainTextReader().Read(new DecodedSource(plain, "utf-8", "", []), limits, cancellationToken);
            return plain.Length == text.Length ? lines : lines with { Document = lines.Document! with { Extracted = new DecodedSource(plain, "utf-8", "", []) } };
        }

        var scan = MarkupScan.Run(text, limits.MaxDepth);
        if (scan.TooDeep)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooDeep, $"Elements nest deeper than {limits.MaxDepth}."));
        }

        if (scan.Elements > limits.MaxElements)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooLarge, $"The text has {scan.Elements} elements; the limit is {limits.MaxElements}. Split it or raise the limit."));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var reduced = new ReducedSource(text, scan.Cuts);
        var tree = PageTree.Parse(reduced.Html, limits.MaxDepth);
        cancellationToken.ThrowIfCancellationRequested();
        var blocks = BlockBuilder.Build(tree.Body);
        return new ReadOutcome(
            new SourceDocument
            {
                Blocks = [.. blocks.Select(b => new Block(b.Kind, b.Text, reduced.ToSource(b.Source), b.Level))],
                Facts = new DocumentFacts { Captions = CaptionReader.Read(blocks) },
            },
            null);
    }
}
