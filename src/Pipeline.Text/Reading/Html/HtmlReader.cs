namespace Pipeline.Text.Reading.Html;

/// <summary>Reads web pages: finds the article among everything around it, and the facts that the page states about it. Nothing is loaded.</summary>
public sealed class HtmlReader : IArticleReader
{
    private const int LongestRemovalText = 200;

    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => HtmlRecogniser.Certainty(source.Text, source.Extension);

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var scan = MarkupScan.Run(source.Text, limits.MaxDepth);
        if (scan.TooDeep)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooDeep, $"Elements nest deeper than {limits.MaxDepth}."));
        }

        if (scan.Elements > limits.MaxElements)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooLarge, $"The page has {scan.Elements} elements; the limit is {limits.MaxElements}. Split it or raise the limit."));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var reduced = new ReducedSource(source.Text, scan.Cuts);
        var tree = PageTree.Parse(reduced.Html, limits.MaxDepth);
        cancellationToken.ThrowIfCancellationRequested();
        var metadata = JsonLdArticle.Find(source.Text, scan.JsonLd);
        var facts = PageFacts.Read(tree, metadata);
        var article = ArticleExtractor.Extract(tree, facts, metadata);
        var stated = StatedBody.Paragraphs(metadata, article?.Blocks.Sum(b => b.Kind == BlockKind.Caption ? 0 : b.Text.Length) ?? 0, scan.JsonLd.Count > 0 ? scan.JsonLd[0] : default);
        if (stated.Count > 0)
        {
            return new ReadOutcome(
                new SourceDocument
                {
                    Blocks = stated,
                    Facts = article?.Facts ?? facts.Facts,
                    ClaimsArticle = facts.ClaimsArticle,
                    Notes = [new Note("html-body-from-metadata", "The page shows less than its JSON-LD states; the text comes from there.")],
                },
                null);
        }

        if (article is null && facts.ClaimsArticle && ScriptState.Find(source.Text, scan.Scripts, facts.Titles, cancellationToken) is var (markup, script)
            && FromState(markup, script, facts, limits) is { } built)
        {
            return new ReadOutcome(built, null);
        }

        if (article is null)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.NoArticle, "The page holds no running text of an article."));
        }

        return new ReadOutcome(
            new SourceDocument
            {
                Blocks = [.. article.Blocks.Select(b => new Block(b.Kind, b.Text, reduced.ToSource(b.Source), b.Level))],
                Facts = article.Facts,
                ClaimsArticle = facts.ClaimsArticle,
                Removed = article.Removed.Map(r => r with { Text = Shorten(r.Text), Source = reduced.ToSource(r.Source) }),
            },
            null);
    }

    private static SourceDocument? FromState(string markup, TextSpan script, PageFacts facts, TextLimits limits)
    {
        var scan = MarkupScan.Run(markup, limits.MaxDepth);
        if (scan.TooDeep || scan.Elements > limits.MaxElements || ArticleExtractor.Extract(PageTree.Parse(new ReducedSource(markup, scan.Cuts).Html, limits.MaxDepth), facts, null) is not { } article)
        {
            return null;
        }

        return new SourceDocument
        {
            Blocks = [.. article.Blocks.Where(b => !IsPlaceholder(b.Text)).Select(b => new Block(b.Kind, b.Text, script, b.Level))],
            Facts = article.Facts,
            ClaimsArticle = facts.ClaimsArticle,
            Notes = [new Note("html-body-from-script", "The page builds its text by script; it was taken from the data of the script.")],
        };
    }

    // "$$AD$$", "{{related}}", "[[video]]": where the site's script puts something.
    private static bool IsPlaceholder(string text) =>
        text.Length is > 4 and < LongestPlaceholder && !char.IsLetterOrDigit(text[^1]) && text[^1] == text[^2] && text[0] == text[1] && !char.IsLetterOrDigit(text[0]) && !text.Contains(' ', StringComparison.Ordinal);

    private const int LongestPlaceholder = 40;

    private static string Shorten(string text) => text.Length <= LongestRemovalText ? text : text[..LongestRemovalText];
}
