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
        }
    }

    private static bool IsBareAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && (IsMailAddress(text) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    private static bool IsMailAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.IndexOf('.', at) > at + 1 && char.IsLetter(text[^1]);
}
