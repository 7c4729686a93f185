namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Marks the parts of a page that are not the article by what their mark-up says: element, role and class. A part that holds most of
/// the page's running text is never taken for boilerplate on its name alone.
/// </summary>
internal sealed class BoilerplateMarker
{
    // Class names lie: a wrapper may be called "with-sidebar" or "paywall". Above this share of the page's prose the name is not believed.
    private const double MaxShare = 0.3;
    private const double MaxOutgrown = 0.7;
    private const double Majority = 0.5;

    // When this much prose remains elsewhere, a named part without any sign of the article goes, however long (comments may outgrow it).
    private const int EnoughElsewhere = 250;
    private const int LongestByline = 180;
    private const int LongestTool = 300;
    private const int LongestTeaser = 500;
    private const double SmallLinkDensity = 0.15;
    private const double TeaserLinkDensity = 0.4;

    private readonly PageTree _tree;
    private readonly int _prose;
    private readonly HashSet<PageNode> _holdsArticle = [];

    private BoilerplateMarker(PageTree tree)
    {
        _tree = tree;
        _prose = tree.Body.ProseLength;
        FindSigns(tree.Body, doubtful: false);
    }

    // Dialogues and comments have containers called "content" too.
    private void FindSigns(PageNode node, bool doubtful)
    {
        if (node.Hint.Any(ClassHint.Consent) && node.Tag is not ("body" or "main"))
        {
            return;
        }

        doubtful |= node.Hint.Any(MayOutgrowHints & ~ClassHint.Footer);
        if (IsSignOfArticle(node, doubtful))
        {
            for (var up = node; up is not null && _holdsArticle.Add(up); up = up.Parent)
            {
            }
        }

        foreach (var child in node.Children)
        {
            if (!child.IsText)
            {
                FindSigns(child, doubtful);
            }
        }
    }

    /// <summary>Marks nodes of <paramref name="tree"/> and returns the topmost marked ones.</summary>
    public static List<PageNode> Mark(PageTree tree)
    {
        var marker = new BoilerplateMarker(tree);
        var marked = new List<PageNode>();
        marker.Visit(tree.Body, insideArticle: false, marked);
        marker.Reprieve(marked);
        return marked;
    }

    // A name that many pieces of text share belongs to the text: paragraphs may each be classed "paywall".
    private void Reprieve(List<PageNode> marked)
    {
        var reprieved = new HashSet<PageNode>();
        foreach (var group in marked.Where(n => n.ProseLength > 0 && !n.Hint.Any(MayOutgrowHints) && n.RemovedBy != BoilerplateRule.Hidden).GroupBy(n => (n.RemovedBy, n.Tag, n.Attribute("class"))).ToList())
        {
            if (group.Skip(1).Any() && group.Sum(n => n.ProseLength) > _prose * MaxShare)
            {
                foreach (var node in group)
                {
                    node.RemovedBy = null;
                    reprieved.Add(node);
                }
            }
        }

        marked.RemoveAll(reprieved.Contains);
    }

    private const ClassHint MayOutgrowHints = ClassHint.Footer | ClassHint.Comments | ClassHint.Related | ClassHint.Consent | ClassHint.Overlay;

    private bool IsSignOfArticle(PageNode node, bool doubtful) =>
        node.Tag is "h1" || node.Attribute("itemprop") is "articleBody" || ((!doubtful || node.ProseLength > _prose * Majority) && node.Hint.HasFlag(ClassHint.Body) && node.ProseLength > 0 && node.LinkDensity < TeaserLinkDensity);

    private void Visit(PageNode node, bool insideArticle, List<PageNode> marked)
    {
        foreach (var child in node.Children)
        {
            if (child.IsText)
            {
                continue;
            }

            if (Judge(child, insideArticle) is { } rule)
            {
                child.RemovedBy = rule;
                marked.Add(child);
                continue;
            }

            Visit(child, insideArticle || child.Tag is "article" or "main" || child.Hint.HasFlag(ClassHint.Body), marked);
        }
    }

    private BoilerplateRule? Judge(PageNode node, bool insideArticle)
    {
        if (HtmlTags.NoText.Contains(node.Tag))
        {
            // Nothing to report: these elements carry no text.
            return node.Tag is "br" or "wbr" ? null : BoilerplateRule.Tools;
        }

        if (node.TextLength == 0)
        {
            return null;
        }

        if (IsHidden(node) && MayGo(node))
        {
            return BoilerplateRule.Hidden;
        }

        return ByElement(node, insideArticle) ?? ByClass(node);
    }

    private static bool IsHidden(PageNode node)
    {
        if (node.Tag == "noscript" || node.Attribute("hidden") is not null || node.Attribute("aria-hidden") == "true" || node.Hint.HasFlag(ClassHint.Hidden))
        {
            return true;
        }

        return node.Attribute("style") is { } style && HidesByStyle(style);
    }

    private static bool HidesByStyle(string style)
    {
        var compact = style.Replace(" ", "", StringComparison.Ordinal);
        return compact.Contains("display:none", StringComparison.OrdinalIgnoreCase) || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    private BoilerplateRule? ByElement(PageNode node, bool insideArticle)
    {
        switch (node.Tag)
        {
            case "nav" or "menu":
                return MayGo(node) ? BoilerplateRule.Navigation : null;
            case "footer":
                return MayGo(node) && node.Parent?.Tag is not ("blockquote" or "figure") ? BoilerplateRule.Navigation : null;
            case "header":
                return !insideArticle && MayGo(node) && !_holdsArticle.Contains(node) ? BoilerplateRule.Navigation : null;
            case "aside":
                return MayGo(node) ? BoilerplateRule.Aside : null;
            case "form" or "fieldset":
                return MayGo(node) && !_holdsArticle.Contains(node) ? BoilerplateRule.Tools : null;
            case "button" or "label":
                return BoilerplateRule.Tools;
        }

        return node.Attribute("role") switch
        {
            "navigation" or "menu" or "menubar" or "contentinfo" or "search" or "toolbar" or "tablist" => MayGo(node) ? BoilerplateRule.Navigation : null,
            "banner" => MayGo(node) && !_holdsArticle.Contains(node) ? BoilerplateRule.Navigation : null,
            "complementary" => MayGo(node) ? BoilerplateRule.Aside : null,
            "dialog" or "alertdialog" => MayGo(node) ? BoilerplateRule.Consent : null,
            _ => null,
        };
    }

    private BoilerplateRule? ByClass(PageNode node)
    {
        var hint = node.Hint;
        const ClassHint Negative = ClassHint.Navigation | ClassHint.Footer | ClassHint.Related | ClassHint.Newsletter | ClassHint.Share | ClassHint.Comments | ClassHint.Consent | ClassHint.Overlay
            | ClassHint.Advertisement | ClassHint.AuthorBox | ClassHint.Byline | ClassHint.Paywall | ClassHint.Tags | ClassHint.Tools | ClassHint.Aside | ClassHint.Teaser;
        if (!hint.Any(Negative) || node.Tag is "body" or "html" or "main" || HtmlTags.HeadingLevel(node.Tag) == 1 || !MayOutgrow(node))
        {
            return null;
        }

        // A container that is named as the text keeps its prose, whatever else it is called.
        var namedBody = hint.Any(ClassHint.Body | ClassHint.Article) && node.ProseLength > 0 && node.LinkDensity < TeaserLinkDensity;
        if (namedBody || (_holdsArticle.Contains(node) && node.ProseLength > 0))
        {
            return null;
        }

        if (!MayGo(node))
        {
            hint &= MayOutgrowHints;
        }

        BoilerplateRule? rule = null;
        void When(ClassHint flag, BoilerplateRule candidate, bool condition = true) => rule ??= condition && hint.Any(flag) ? candidate : null;
        When(ClassHint.Comments, BoilerplateRule.Comments);
        When(ClassHint.Related, BoilerplateRule.Related);
        When(ClassHint.Navigation | ClassHint.Footer, BoilerplateRule.Navigation);
        When(ClassHint.Newsletter, BoilerplateRule.Newsletter);
        When(ClassHint.Share, BoilerplateRule.Share);
        When(ClassHint.Consent | ClassHint.Overlay, BoilerplateRule.Consent);
        When(ClassHint.Advertisement, BoilerplateRule.Advertisement);
        When(ClassHint.AuthorBox, BoilerplateRule.AuthorBox);
        When(ClassHint.Paywall, BoilerplateRule.Paywall, node.Tag != "p");
        When(ClassHint.Tags, BoilerplateRule.Tags, node.LinkDensity > TeaserLinkDensity || node.TextLength < LongestTool);
        When(ClassHint.Tools, BoilerplateRule.Tools, node.TextLength < LongestTool);
        When(ClassHint.Aside, BoilerplateRule.Aside);
        When(ClassHint.Byline, BoilerplateRule.Byline, node.TextLength < LongestByline && HtmlTags.HeadingLevel(node.Tag) == 0 && !hint.Any(ClassHint.Standfirst));
        When(ClassHint.Teaser, BoilerplateRule.Related, node.LinkDensity > TeaserLinkDensity || (node.TextLength < LongestTeaser && node.LinkDensity > SmallLinkDensity));
        return rule;
    }

    private bool MayGo(PageNode node) => node.ProseLength <= _prose * MaxShare;

    // Comments, teasers and consent texts may outgrow a short article.
    private bool MayOutgrow(PageNode node) =>
        MayGo(node) || (!_holdsArticle.Contains(node) && (node.Hint.Any(ClassHint.Consent) || node.ProseLength <= _prose * MaxOutgrown) && _prose - node.ProseLength >= EnoughElsewhere);
}
