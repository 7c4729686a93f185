namespace Pipeline.Text.Reading.Html;

/// <summary>Decides whether what was found is an article at all, and not an index, an error page or an empty shell.</summary>
internal static class ArticleEvidence
{
    // A flash of one line is an article where the page says that it is one; otherwise some prose must show it.
    private const int ShortestClaimed = 20;
    private const int ShortestUnclaimed = 140;
    private const int ShortErrorPage = 800;

    // An index: headings that lead elsewhere, about as many as there are paragraphs.
    private const int FewestTeasers = 4;
    private const double LinkedHeading = 0.6;

    private const int FewestExcerpts = 3;

    private static readonly string[] MaintenancePhrases =
    [
        "site is under maintenance", "site is currently under", "undergoing maintenance", "down for maintenance", "scheduled maintenance", "temporarily unavailable", "wartungsarbeiten", "wird gewartet", "vorübergehend nicht erreichbar",
        "site est en maintenance", "en cours de maintenance", "momentanément indisponible", "temporairement indisponible", "está en mantenimiento", "en mantenimiento", "temporalmente no disponible", "está em manutenção", "em manutenção", "temporariamente indisponível",
        "è in manutenzione", "in manutenzione", "temporaneamente non disponibile", "onderhoudswerkzaamheden", "tijdelijk niet bereikbaar", "trwają prace techniczne", "przerwa techniczna", "технические работы", "технических работ", "bakım çalışması", "bakımdayız",
        "メンテナンス中", "점검 중입니다", "系统维护", "网站维护", "قيد الصيانة", "रखरखाव",
    ];

    private static readonly string[] ErrorTitles =
    [
        "404", "403", "500", "502", "503", "not found", "page not found", "error", "access denied", "just a moment", "attention required", "seite nicht gefunden", "page introuvable", "página no encontrada", "página não encontrada", "pagina non trovata", "pagina niet gevonden", "are you a robot",
    ];

    /// <summary>Whether <paramref name="body"/>, the blocks of the container <paramref name="kept"/> was taken from, holds an article.</summary>
    public static bool IsArticle(IReadOnlyList<TextBlock> body, IReadOnlyList<TextBlock> kept, PageFacts page)
    {
        int text = 0, paragraphs = 0;
        foreach (var block in kept)
        {
            if (block.Kind is not (BlockKind.Caption or BlockKind.Heading))
            {
                text += block.Length;
                paragraphs += BlockFilter.IsLongProse(block) ? 1 : 0;
            }
        }

        if (IsErrorTitle(page.Facts.Title) && text < ShortErrorPage)
        {
            return false;
        }

        if (page.ClaimsOther || (!page.ClaimsArticle && (IsConsent(body) || IsMaintenance(kept, text, page.Facts))))
        {
            return false;
        }

        if (page.ClaimsArticle)
        {
            return text >= ShortestClaimed;
        }

        var teasers = body.Count(b => b.Kind == BlockKind.Heading && b.LinkDensity >= LinkedHeading);
        var excerpts = kept.Count(b => b.Text.EndsWith("[…]", StringComparison.Ordinal) || b.Text.EndsWith("[...]", StringComparison.Ordinal));
        if (excerpts >= FewestExcerpts && excerpts * 2 > paragraphs)
        {
            return false;
        }

        return text >= ShortestUnclaimed && paragraphs > 0 && (teasers < FewestTeasers || teasers < paragraphs);
    }

    // A wall of consent is all that such a page holds.
    private static bool IsConsent(IReadOnlyList<TextBlock> body)
    {
        for (var node = body[0].Owner; node is not null; node = node.Parent)
        {
            if (node.Hint.Any(ClassHint.Consent) && node.Tag is not ("html" or "body" or "main" or "article") && body.All(b => b.Owner.IsWithin(node)))
            {
                return true;
            }
        }

        return false;
    }

    // "We will be back soon": the site speaks of itself, and nobody signs it.
    private static bool IsMaintenance(IReadOnlyList<TextBlock> kept, int text, DocumentFacts facts) =>
        text < ShortErrorPage && facts.Published is null && facts.Authors.Count == 0
        && kept.Any(b => MaintenancePhrases.Any(p => b.Text.Contains(p, StringComparison.OrdinalIgnoreCase)));

    private static bool IsErrorTitle(string? title)
    {
        if (title is null)
        {
            return false;
        }

        var key = InlineText.Key(title);
        return ErrorTitles.Any(e => key == e || (e.Length > 3 && key.StartsWith(e, StringComparison.Ordinal) && key.Length < e.Length + 20) || (e.Length == 3 && key.StartsWith(e + " ", StringComparison.Ordinal) && (key.Contains("error", StringComparison.Ordinal) || key.Contains("not found", StringComparison.Ordinal) || key.Contains("forbidden", StringComparison.Ordinal))));
    }
}
