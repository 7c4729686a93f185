using Pipeline.Text.Cleaning;

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
        ?? Reporter()
        ?? [];

    /// <summary>The date of the last update that the page shows; null when there is none.</summary>
    public ArticleDate? Updated()
    {
        foreach (var node in tree.Nodes)
        {
            if (!node.IsText && node.TextLength <= LongestLine && node.Descendants <= MostNodes)
            {
                if (node.Attribute("itemprop") is "dateModified" && MetadataDate.Read(node.Attribute("datetime") ?? node.Attribute("content") ?? InlineText.Of(node), language) is { } marked)
                {
                    return marked;
                }

                if (node.Order > _headline && node.Order < _headline + NearHeadline && node.TextLength > 0 && Labelled(node).Find(d => d.Label == DateLabel.Updated) is { } labelled)
                {
                    return labelled.Date;
                }
            }
        }

        return null;
    }

    // "Updated" may stand before the time element, not in it.
    private List<LabelledDate> Labelled(PageNode node)
    {
        if (node.Tag == "time" && node.Attribute("datetime") is { } stated && MetadataDate.Read(stated, language) is { } date)
        {
            var before = node.Parent is { TextLength: <= LongestLine } parent ? string.Concat(parent.Children.TakeWhile(c => c != node).Reverse().TakeWhile(c => c.Tag != "time").Reverse().Select(InlineText.Of)) : "";
            var label = DateLabels.AtEnd(before.Trim(' ', ':'));
            return [new LabelledDate(date, label != DateLabel.None ? label : DateLine.Read(InlineText.Of(node), language)?.Dates[0].Label ?? DateLabel.None, default)];
        }

        var text = InlineText.Of(node);
        return text.Any(char.IsDigit) ? [.. DateLine.Read(text, language)?.Dates ?? []] : [];
    }

    /// <summary>The publication date; null when there is none.</summary>
    public ArticleDate? Published() =>
        Date(n => n.Attribute("itemprop") is "datePublished")
        ?? Date(n => n.Tag == "time" && n.Order > _headline)
        ?? Date(n => n.Hint.Any(ClassHint.Byline) && n.Order > _headline && n.Order < _headline + NearHeadline)
        ?? Date(n => n.Tag == "time" || (n.Hint.Any(ClassHint.Byline) && !n.Hint.Any(ClassHint.Comments | ClassHint.Related | ClassHint.Navigation)))
        ?? Date(n => n.Tag is "p" or "div" or "span" or "li" or "td" or "font" && n.Order > _headline && n.Order < _headline + NearHeadline);

    private const int NearHeadline = 150;

    // "2024-04-18 07:20 来源：… 记者 沈若溪 编辑：…": the name stands between words and signs.
    private List<string>? Reporter()
    {
        foreach (var node in tree.Nodes)
        {
            if (!node.IsText && node.Order > _headline && node.Order < _headline + NearHeadline && node.TextLength <= LongestLine && AuthorNames.Reporter(InlineText.Of(node)) is { } name)
            {
                return [name];
            }
        }

        return null;
    }

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
        ArticleDate? update = null;
        foreach (var node in tree.Nodes)
        {
            if (!node.IsText && node.TextLength <= LongestLine && node.Descendants <= MostNodes && mayHoldDate(node))
            {
                // What is called the date of an update is the publication's only where there is no other.
                var labelled = node.Attribute("itemprop") is "datePublished" ? [] : Labelled(node);
                if (labelled.Find(d => d.Label != DateLabel.Updated) is { } shown && (labelled.Count > 1 || shown.Label == DateLabel.Published))
                {
                    return shown.Date;
                }

                if (labelled.Exists(d => d.Label == DateLabel.Updated))
                {
                    update ??= labelled[0].Date;
                    continue;
                }

                var stated = node.Attribute("datetime") ?? node.Attribute("content");
                var text = stated is null ? InlineText.Of(node) : stated;
                if (text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && MetadataDate.Read(text, language) is { } date)
                {
                    return date;
                }
            }
        }

        return update;
    }
}
