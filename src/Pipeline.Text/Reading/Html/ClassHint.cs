namespace Pipeline.Text.Reading.Html;

/// <summary>What the words in an element's class and id say about it.</summary>
[Flags]
internal enum ClassHint
{
    None = 0,
    Navigation = 1,
    Related = 1 << 1,
    Newsletter = 1 << 2,
    Share = 1 << 3,
    Comments = 1 << 4,
    Consent = 1 << 5,
    Advertisement = 1 << 6,
    AuthorBox = 1 << 7,
    Byline = 1 << 8,
    Paywall = 1 << 9,
    Tags = 1 << 10,
    Tools = 1 << 11,
    Aside = 1 << 12,
    Hidden = 1 << 13,

    /// <summary>Teasers, promotions, widgets: boilerplate when made of links.</summary>
    Teaser = 1 << 14,
    Caption = 1 << 15,
    Credit = 1 << 16,
    Standfirst = 1 << 17,
    Headline = 1 << 18,

    /// <summary>The container of the article's text.</summary>
    Body = 1 << 19,

    /// <summary>The container of the whole article.</summary>
    Article = 1 << 20,

    /// <summary>A picture with what belongs to it.</summary>
    Figure = 1 << 21,
    Quote = 1 << 22,

    /// <summary>The name of an author.</summary>
    Author = 1 << 23,

    /// <summary>Something laid over the page or standing in for content: dialogues, placeholders.</summary>
    Overlay = 1 << 24,

    /// <summary>The foot of the page.</summary>
    Footer = 1 << 25,
}

/// <summary>Questions about hints.</summary>
internal static class ClassHintExtensions
{
    /// <summary>Whether <paramref name="hint"/> holds at least one of <paramref name="flags"/>.</summary>
    public static bool Any(this ClassHint hint, ClassHint flags) => (hint & flags) != ClassHint.None;
}
