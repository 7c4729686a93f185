using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Cleaning;

/// <summary>The rules in the order in which they work. Characters first, then whole lines from the surest to the boldest, then structure.</summary>
public static class CleaningRules
{
    /// <summary>All rules in order.</summary>
    public static IReadOnlyList<ICleaningRule> InOrder { get; } =
    [
        new Mojibake(),
        new ControlCharacters(),
        new Ligatures(),
        new HardWraps(),
        new WhiteSpace(),
        new Bullets(),
        new OddDashes(),
        new LinkHints(),
        new Ornaments(),
        new PageNumbers(),
        new ShareButtons(),
        new Navigation(),
        new Newsletters(),
        new CookieNotices(),
        new CopyrightNotices(),
        new Counters(),
        new Advertisements(),
        new RelatedLinks(),
        new ReaderPrompts(),
        new EmbeddedPosts(),
        new RepeatedLabels(),
        new SiteClock(),
        new PhotoCredits(),
        new Captions(),
        new Bylines(),
        new PublicationDates(),
        new BelowTheText(),
        new Headline(),
        new HeadLeftovers(),
        new Datelines(),
        new RepeatedParagraphs(),
        new AuthorBiographies(),
        new LinkLists(),
        new DateStamps(),
        new FootLinks(),
        new SubHeadings(),
    ];

    /// <summary>Runs every rule over <paramref name="draft"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Apply(ArticleDraft draft, CancellationToken cancellationToken = default)
    {
        foreach (var rule in InOrder)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rule.Apply(draft);
            draft.Compact();
        }
    }
}
