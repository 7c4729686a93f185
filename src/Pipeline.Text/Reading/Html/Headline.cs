namespace Pipeline.Text.Reading.Html;

/// <summary>Finds the headline among what the page offers and takes the site's name off it.</summary>
internal static class Headline
{
    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " • ", " · ", " :: ", " » ", " « ", " / ", " ⋆ ", " :  ", ": "];

    /// <summary>The headline; null when the page names none.</summary>
    /// <param name="headings">The texts of the visible first-level headings, in order.</param>
    /// <param name="jsonLd">The headline of the JSON-LD.</param>
    /// <param name="openGraph">og:title or its like.</param>
    /// <param name="documentTitle">The title element.</param>
    /// <param name="site">The site's name.</param>
    public static string? Choose(IReadOnlyList<string> headings, string? jsonLd, string? openGraph, string? documentTitle, string? site)
    {
        var visible = headings.Where(h => !IsSite(h, SiteKey(site))).ToList();
        var stated = new[] { openGraph, documentTitle }.OfType<string>().ToList();
        if (jsonLd is not null)
        {
            // What search engines get is often a rewording of what readers see. Where only punctuation differs, headings lack the sign behind a kicker.
            var clean = WithoutSite(jsonLd, site, onlyKnown: true);
            return visible.Exists(h => InlineText.Key(h) == InlineText.Key(clean)) ? clean : visible.Find(h => Agree(h, clean) && stated.Exists(s => IsSame(h, s, site))) ?? clean;
        }

        if (visible.Count == 1)
        {
            return visible[0];
        }

        if (visible.Find(h => stated.Exists(s => Agree(h, s))) is { } agreed)
        {
            return agreed;
        }

        return openGraph is not null ? WithoutSite(openGraph, site, onlyKnown: true)
            : documentTitle is not null ? WithoutSite(documentTitle, site, onlyKnown: false)
            : visible.Count > 0 ? visible[0] : null;
    }

    /// <summary>Whether two writings of a headline are the same up to additions such as the site's name.</summary>
    public static bool Agree(string one, string other)
    {
        var a = InlineText.Key(Bounded(one));
        var b = InlineText.Key(Bounded(other));
        if (a.Length == 0 || b.Length == 0)
        {
            return false;
        }

        if (a == b)
        {
            return true;
        }

        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        if (longer.Contains(shorter, StringComparison.Ordinal) && shorter.Length * 2 >= longer.Length)
        {
            return true;
        }

        return Overlap(a, b) >= MinOverlap;
    }

    private static bool IsSame(string heading, string stated, string? site)
    {
        var key = InlineText.Key(heading);
        return key == InlineText.Key(stated) || key == InlineText.Key(WithoutSite(stated, site, onlyKnown: false));
    }

    // Headlines are short; hostile pages are not.
    private static string Bounded(string text) => text.Length <= LongestHeadline ? text : text[..LongestHeadline];

    private const int LongestHeadline = 400;
    private const double MinOverlap = 0.6;

    // Dice coefficient over words.
    private static double Overlap(string a, string b)
    {
        var left = a.Split(' ');
        var right = b.Split(' ');
        var rest = right.ToList();
        var shared = left.Count(rest.Remove);
        return 2.0 * shared / (left.Length + right.Length);
    }

    /// <summary><paramref name="title"/> without the part that names the site.</summary>
    public static string WithoutSite(string title, string? site, bool onlyKnown)
    {
        var siteKey = SiteKey(site);
        foreach (var separator in Separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0)
            {
                var tail = title[(last + separator.Length)..];
                if (IsSite(tail, siteKey) || (!onlyKnown && separator != ": " && tail.Length < title.Length / 2 && last >= ShortestHeadline))
                {
                    return WithoutSite(title[..last].TrimEnd(), site, onlyKnown: true);
                }
            }

            var first = title.IndexOf(separator, StringComparison.Ordinal);
            if (first > 0 && IsSite(title[..first], siteKey))
            {
                return title[(first + separator.Length)..].TrimStart();
            }
        }

        return title;
    }

    private const int ShortestHeadline = 12;

    private static string? SiteKey(string? site) => site is null ? null : InlineText.Key(site).Replace(" ", "", StringComparison.Ordinal);

    private static bool IsSite(string part, string? siteKey)
    {
        if (siteKey is not { Length: > 1 })
        {
            return false;
        }

        var key = InlineText.Key(part).Replace(" ", "", StringComparison.Ordinal);
        return key.Length > 1 && (key == siteKey || (key.Length > 3 && siteKey.Contains(key, StringComparison.Ordinal)) || (siteKey.Length > 3 && key.Contains(siteKey, StringComparison.Ordinal) && key.Length < siteKey.Length * 2));
    }
}
