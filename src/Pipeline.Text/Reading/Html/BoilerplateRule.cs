namespace Pipeline.Text.Reading.Html;

/// <summary>A reason to leave a part of a page out, as the diagnostics name it.</summary>
/// <param name="Name">Stable name: "html-navigation".</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record BoilerplateRule(string Name, string Reason)
{
    public static readonly BoilerplateRule Hidden = new("html-hidden", "not shown to readers");
    public static readonly BoilerplateRule Navigation = new("html-navigation", "menus, breadcrumbs, headers and footers of the site");
    public static readonly BoilerplateRule Related = new("html-related", "pointers to other articles");
    public static readonly BoilerplateRule Newsletter = new("html-newsletter", "newsletter or subscription offer");
    public static readonly BoilerplateRule Share = new("html-share", "share and follow buttons");
    public static readonly BoilerplateRule Comments = new("html-comments", "readers' comments");
    public static readonly BoilerplateRule Consent = new("html-consent", "cookie consent or overlay");
    public static readonly BoilerplateRule Advertisement = new("html-advertisement", "advertisement");
    public static readonly BoilerplateRule AuthorBox = new("html-author-box", "about the author, not by the author");
    public static readonly BoilerplateRule Byline = new("html-byline", "byline or date, kept as a fact");
    public static readonly BoilerplateRule Paywall = new("html-paywall", "subscription barrier");
    public static readonly BoilerplateRule Tags = new("html-tags", "list of topics");
    public static readonly BoilerplateRule Tools = new("html-tools", "controls, forms and players");
    public static readonly BoilerplateRule Aside = new("html-aside", "set beside the article");
    public static readonly BoilerplateRule Title = new("html-title", "the headline, kept as a fact");
    public static readonly BoilerplateRule Links = new("html-links", "nothing but links");
    public static readonly BoilerplateRule Repetition = new("html-repetition", "the same text again");
    public static readonly BoilerplateRule Outside = new("html-outside", "outside the article");
}
