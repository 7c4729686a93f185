namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Finds the element that holds the article: every block weighs for or against, weights are summed up the tree, and the heaviest
/// element wins, where mark-up that names the article's container counts as a bonus.
/// </summary>
internal static class ContentScorer
{
    private const double ListItemFactor = 0.6;
    private const double LooseTextFactor = 0.7;
    private const double RowFactor = 0.4;
    private const int ShortLine = 40;
    private const double LinkPenalty = 0.5;
    private const double LinkListCost = 15;
    private const double LooseLineCost = 3;

    private const double ArticleBodyBonus = 1.6;
    private const double BodyClassBonus = 1.5;
    private const double ArticleBonus = 1.25;
    private const double WholePageMalus = 0.85;
    private const double HeadlinedArticleBonus = 1.45;
    private const double MainBonus = 1.05;

    /// <summary>Weighs <paramref name="blocks"/> and returns the element of <paramref name="tree"/> that holds the article.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="stated">The body as the metadata repeats it; null when it does not.</param>
    public static PageNode FindRoot(PageTree tree, IReadOnlyList<TextBlock> blocks, ArticleBodyText? stated)
    {
        var coverage = stated is null ? null : Coverage(blocks, stated);
        for (var i = 0; i < blocks.Count; i++)
        {
            blocks[i].Owner.Weight += coverage is null ? Weigh(blocks[i]) : WeighStated(blocks[i], coverage[i]);
        }

        var best = tree.Body;
        var bestScore = double.MinValue;

        // Children stand behind their parents, so one pass from the end sums every subtree before it is looked at.
        for (var i = tree.Nodes.Count - 1; i >= 0; i--)
        {
            var node = tree.Nodes[i];
            if (node.IsText || node.RemovedBy is not null)
            {
                continue;
            }

            if (node.Parent is { } parent)
            {
                parent.Weight += node.Weight;
            }

            var score = node.Weight * Bonus(node);
            if (score > bestScore && !node.IsInline)
            {
                (best, bestScore) = (node, score);
            }
        }

        return Widen(best);
    }

    // Where the page holds most of the stated body, that body says which blocks belong together.
    private static double[]? Coverage(IReadOnlyList<TextBlock> blocks, ArticleBodyText stated)
    {
        var coverage = new double[blocks.Count];
        var found = 0.0;
        for (var i = 0; i < blocks.Count; i++)
        {
            coverage[i] = stated.Coverage(blocks[i].Text);
            found += coverage[i] * blocks[i].Length;
        }

        return found >= stated.Length * MostOfStated ? coverage : null;
    }

    private static double WeighStated(TextBlock block, double coverage) =>
        block.Kind is BlockKind.Caption or BlockKind.Heading ? 0 : block.Length * (coverage >= Covered ? 1 : -UncoveredCost);

    private const double MostOfStated = 0.6;
    private const double Covered = 0.5;
    private const double UncoveredCost = 0.3;

    // Some pages part the text into several containers of one kind: then what holds them all is the article.
    private static PageNode Widen(PageNode root)
    {
        var node = root;
        var widest = root;
        for (var level = 0; level < WidestClimb && node.Parent is { } parent && parent.Tag != "body"; level++, node = parent)
        {
            var alike = 0.0;
            foreach (var sibling in parent.Children)
            {
                if (!ReferenceEquals(sibling, node) && sibling.Weight > 0 && node.Tag != "article" && sibling.Tag == node.Tag && sibling.Hint == node.Hint && sibling.Attribute("class") == node.Attribute("class"))
                {
                    alike += sibling.Weight;
                }
            }

            if (alike >= widest.Weight * SubstantialPart)
            {
                widest = parent;
            }
        }

        return widest;
    }

    private const int WidestClimb = 4;
    private const double SubstantialPart = 0.15;

    /// <summary>How much <paramref name="block"/> speaks for being article text; negative when it speaks against.</summary>
    public static double Weigh(TextBlock block)
    {
        if (block.Kind is BlockKind.Caption)
        {
            return 0;
        }

        if (block.LinkDensity >= LinkPenalty)
        {
            return -(LinkListCost + (block.LinkLength * LinkPenalty));
        }

        if (block.Kind is BlockKind.Heading)
        {
            return 0;
        }

        var factor = Factor(block);
        if (block.Length < ShortLine && !LooksLikeSentence(block.Text))
        {
            return factor == 1 ? 0 : -LooseLineCost;
        }

        return block.Length * factor * (1 - (2 * block.LinkDensity));
    }

    private static double Factor(TextBlock block) => block.Owner.Tag switch
    {
        "p" or "blockquote" or "pre" => 1,
        "li" or "dd" => ListItemFactor,
        "tr" or "td" => RowFactor,
        _ => block.Kind == BlockKind.ListItem ? ListItemFactor : LooseTextFactor,
    };

    private static double Bonus(PageNode node)
    {
        if (node.Attribute("itemprop") is "articleBody")
        {
            return ArticleBodyBonus;
        }

        if (node.Hint.Any(ClassHint.Body))
        {
            return BodyClassBonus;
        }

        return node.Tag switch
        {
            "article" => node.HoldsHeadline ? HeadlinedArticleBonus : ArticleBonus,
            "main" => MainBonus,
            "body" => WholePageMalus,
            _ => 1,
        };
    }

    private static bool LooksLikeSentence(string text) => text[^1] is '.' or '!' or '?' or '。' or '！' or '？' or '…' or '"' or '”' or '»' or '“' or '।' or '؟' or '։';
}
