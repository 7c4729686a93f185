namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes menus, breadcrumbs, log-in links, links to the comments, and bare web and mail addresses.</summary>
public sealed class Navigation() : InterfaceRule("navigation", InterfaceKind.Navigation, Reason)
{
    private const string Reason = "Navigation of the site";

    /// <inheritdoc/>
    public override void Apply(ArticleDraft draft)
    {
        base.Apply(draft);
        foreach (var block in draft.Blocks)
        {
            if (IsBareAddress(block.Text))
            {
                draft.Remove(this, block, "An address alone");
            }
            else if (IsMenu(block.Text))
            {
                draft.Remove(this, block, Reason);
            }
        }
    }

    // "Home · News · Weather": sections beside known links, each a word or two.
    private static bool IsMenu(string text)
    {
        const int longestMenu = 160;
        const int leastLinks = 3;
        const int mostWords = 3;
        var links = text.Length <= longestMenu ? text.Split(['·', '|', '>', '»', '›', '•'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        return links.Length >= leastLinks && Array.TrueForAll(links, link => LineShape.WordCount(link) <= mostWords)
            && InterfaceWords.Covering(links[0]) == InterfaceKind.Navigation && links.Count(link => InterfaceWords.Covering(link) is not null) * 2 >= links.Length;
    }

    private static bool IsBareAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && (IsMailAddress(text) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    private static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.IndexOf('.', at) > at + 1 && char.IsLetter(text[^1]);
}
