namespace Pipeline.Text.Reading.Html;

/// <summary>From a page to its article: what is boilerplate goes, the container is found, its blocks are sorted into body, facts and rest.</summary>
internal static class ArticleExtractor
{
    private const double MostlyStated = 0.8;

    /// <summary>The article of <paramref name="tree"/>; null when there is none.</summary>
    public static ExtractedArticle? Extract(PageTree tree, PageFacts page, JsonLdArticle? jsonLd)
    {
        var marked = BoilerplateMarker.Mark(tree);
        var blocks = BlockBuilder.Build(tree.Body);
        var stated = ArticleBodyText.From(jsonLd?.Body);
        MarkHeadline(blocks, page.Titles);
        var root = ContentScorer.FindRoot(tree, blocks, stated);
        var body = blocks.Where(b => b.Owner.IsWithin(root)).ToList();
        if (body.Count == 0)
        {
            return null;
        }

        new BlockFilter(body, page, stated is not null && Agrees(stated, body) ? stated : null).Apply();
        var kept = body.Where(b => b.RemovedBy is null).ToList();
        var standfirst = Standfirst.Before(blocks, blocks.IndexOf(body[0]), page.Facts.Title, page.Descriptions);
        standfirst.RemoveAll(s => kept.Exists(b => b.Text == s.Text));
        kept.InsertRange(0, standfirst);
        if (!ArticleEvidence.IsArticle(body, kept, page))
        {
            return null;
        }

        var opening = kept.Find(b => b.Kind != BlockKind.Caption);
        var captions = CaptionReader.Read(kept);
        var facts = page.Facts with
        {
            Captions = captions,
            LeadImageCaption = LeadImage.CaptionOf(page.Facts.LeadImageUrl, kept, captions),
            Standfirst = standfirst.Count > 0 ? string.Join(' ', standfirst.Select(b => b.Text)) : opening is not null && Standfirst.Is(opening, page.Descriptions) ? opening.Text : null,
        };
        return new ExtractedArticle(kept, facts, Removals(marked, body, root));
    }

    // Teasers have headings too: the headline is the one that the page's own titles repeat.
    private static void MarkHeadline(List<TextBlock> blocks, IReadOnlyList<string> titles)
    {
        var headings = blocks.Where(b => b.Kind == BlockKind.Heading && b.Level <= 2).Take(MostHeadings);
        if (headings.FirstOrDefault(b => titles.Any(t => Headline.Agree(b.Text, t))) is { } headline)
        {
            for (var node = headline.Owner; node is not null; node = node.Parent)
            {
                node.HoldsHeadline = true;
            }
        }
    }

    private const int MostHeadings = 50;

    // Only a body that agrees with what was found may overrule it: many pages state an excerpt or another text.
    private static bool Agrees(ArticleBodyText stated, List<TextBlock> body)
    {
        double all = 0, covered = 0;
        foreach (var block in body)
        {
            all += block.Length;
            covered += block.Length * stated.Coverage(block.Text);
        }

        return covered >= all * MostlyStated;
    }

    private static RemovalList Removals(List<PageNode> marked, List<TextBlock> body, PageNode root)
    {
        var inside = marked.Where(n => n.TextLength > 0 && n.IsWithin(root)).Select(n => (Rule: n.RemovedBy!, Source: SpanOf(n), Text: (Func<string>)(() => InlineText.Of(n))));
        var filtered = body.Where(b => b.RemovedBy is not null).Select(b => (Rule: b.RemovedBy!, b.Source, Text: (Func<string>)(() => b.Text)));
        var all = inside.Concat(filtered).OrderBy(r => r.Source.Start).ToList();
        return RemovalList.Of(all, all.Count, r => new Removal(r.Rule.Name, r.Rule.Reason, r.Source, r.Text()));
    }

    private static TextSpan SpanOf(PageNode node)
    {
        int start = int.MaxValue, end = 0;
        var open = new Stack<PageNode>();
        open.Push(node);
        while (open.TryPop(out var next))
        {
            if (next.IsText && next.TextLength > 0)
            {
                start = Math.Min(start, next.Source.Start);
                end = Math.Max(end, next.Source.End);
            }

            next.Children.ForEach(open.Push);
        }

        return start > end ? default : TextSpan.FromBounds(start, end);
    }
}

/// <summary>The article of a page.</summary>
/// <param name="Blocks">Body and captions in reading order.</param>
/// <param name="Facts">What the page states about it.</param>
/// <param name="Removed">What was left out.</param>
internal sealed record ExtractedArticle(IReadOnlyList<TextBlock> Blocks, DocumentFacts Facts, RemovalList Removed);
