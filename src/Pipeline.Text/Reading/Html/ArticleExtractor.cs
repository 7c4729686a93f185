namespace Pipeline.Text.Reading.Html;

/// <summary>From a page to its article: what is boilerplate goes, the container is found, its blocks are sorted into body, facts and rest.</summary>
internal static class ArticleExtractor
{
    /// <summary>The article of <paramref name="tree"/>; null when there is none.</summary>
    public static ExtractedArticle? Extract(PageTree tree, PageFacts page, JsonLdArticle? jsonLd)
    {
        var marked = BoilerplateMarker.Mark(tree);
        var blocks = BlockBuilder.Build(tree.Body);
        var root = ContentScorer.FindRoot(tree, blocks);
        var body = blocks.Where(b => b.Owner.IsWithin(root)).ToList();
        return body.Count == 0 ? null : new ExtractedArticle(body, page.Facts, []);
    }
}

/// <summary>The article of a page.</summary>
/// <param name="Blocks">Body and captions in reading order.</param>
/// <param name="Facts">What the page states about it.</param>
/// <param name="Removed">What was left out.</param>
internal sealed record ExtractedArticle(IReadOnlyList<TextBlock> Blocks, DocumentFacts Facts, IReadOnlyList<Removal> Removed);
