namespace Pipeline.Text.Reading.Html;

/// <summary>Looks for authors and dates in the body of a page, where metadata states none: microdata first, then links and names, then plain lines.</summary>
internal sealed class BylineFinder(PageTree tree, string? site, string? language)
{
    private const int LongestLine = 120;
    private const int MostNodes = 60;

    // Several authors stand close together; the next name far below belongs to another article.
    private const int SameByline = 40;

    private static readonly string[] AuthorPaths = ["/author/", "/authors/", "/autor/", "/autores/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/redakteur/", "/journalist/", "/journalists/", "/staff/", "/people/", "/person/", "/profile/", "/by/", "/writers/", "/contributors/", "/contributor/", "/reporters/"];

    private readonly int _headline = Math.Max(0, tree.Nodes.FindIndex(n => n.Tag == "h1" && n.TextLength > 0));

    /// <summary>Names of the authors; empty when there are none.</summary>
    public IReadOnlyList<string> Authors() =>
        First(n => n.Attribute("itemprop") is "author" or "creator", person: false)
        ?? First(n => n.Tag == "a" && (n.Attribute("rel") is "author" || LeadsToAuthor(n.Attribute("href"))), person: true)
        ?? First(n => n.Hint.Any(ClassHint.Author) && !n.Hint.Any(ClassHint.Comments | ClassHint.Related), person: true)
        ?? First(n => n.Tag is "p" or "div" or "span" && n.Order > _headline && n.Order < _headline + NearHeadline && AuthorNames.HasOpener(InlineText.Of(n)), person: true)
        ?? [];

    /// <summary>The publication date; null when there is none.</summary>
    public ArticleDate? Published() =>
        Date(n => n.Attribute("itemprop") is "datePublished")
        ?? Date(n => n.Tag == "time" && n.Order > _headline)
        ?? Date(n => n.Hint.Any(ClassHint.Byline) && n.Order > _headline && n.Order < _headline + NearHeadline)
        ?? Date(n => n.Tag == "time" || (n.Hint.Any(ClassHint.Byline) && !n.Hint.Any(ClassHint.Comments | ClassHint.Related | ClassHint.Navigation)))
        ?? Date(n => n.Tag is "p" or "div" or "span" or "li" or "td" && n.Order > _headline && n.Order < _headline + NearHeadline);

    private const int NearHeadline = 150;

    private static bool LeadsToAuthor(string? address)
    {
        if (address is null)
        {
            return false;
        }

        foreach (var path in AuthorPaths)
        {
            if (address.Contains(path, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private List<string>? First(Func<PageNode, bool> isByline, bool person)
    {
        List<string>? found = null;
        var last = 0;
        foreach (var node in tree.Nodes)
        {
            if (node.IsText || node.TextLength is < 3 or > LongestLine || node.Descendants > MostNodes || (found is not null && node.Order > last + SameByline) || !isByline(node))
            {
                continue;
            }

            foreach (var name in AuthorNames.From([NameOf(node)], site))
            {
                if (!person || AuthorNames.LooksLikePerson(name))
                {
                    found ??= [];
                    last = node.Order;
                    if (!found.Contains(name, StringComparer.OrdinalIgnoreCase))
                    {
                        found.Add(name);
                    }
                }
            }
        }

        return found;
    }

    private static string NameOf(PageNode node)
    {
        var name = node.Children.Find(c => c.Attribute("itemprop") is "name");
        return name?.Attribute("content") ?? InlineText.Of(name ?? node);
    }

    private ArticleDate? Date(Func<PageNode, bool> mayHoldDate)
    {
        foreach (var node in tree.Nodes)
        {
            if (!node.IsText && node.TextLength <= LongestLine && node.Descendants <= MostNodes && mayHoldDate(node))
            {
                var stated = node.Attribute("datetime") ?? node.Attribute("content");
                var text = stated is null ? InlineText.Of(node) : stated;
                if (text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && MetadataDate.Read(text, language) is { } date)
                {
                    return date;
                }
            }
        }

        return null;
    }
}
