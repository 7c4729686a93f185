using System.Buffers;
using System.Collections.Frozen;

namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Reads the words in class names and ids ("article-body__text", "relatedPosts", "lees-ook"). Words count when they stand alone between
/// hyphens, underscores or capitals, alone or in pairs; a few long ones count inside other words too.
/// </summary>
internal sealed class ClassVocabulary
{
    private static readonly FrozenDictionary<string, ClassHint> Words = Build();
    private static readonly FrozenDictionary<string, ClassHint>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (string Part, ClassHint Hint)[] Parts =
    [
        ("breadcrumb", ClassHint.Navigation), ("navigation", ClassHint.Navigation), ("sidebar", ClassHint.Navigation), ("pagination", ClassHint.Navigation),
        ("related", ClassHint.Related), ("recommend", ClassHint.Related), ("mostread", ClassHint.Related), ("readmore", ClassHint.Teaser), ("outbrain", ClassHint.Related),
        ("taboola", ClassHint.Related), ("recirc", ClassHint.Related), ("newsletter", ClassHint.Newsletter), ("subscribe", ClassHint.Newsletter),
        ("socialshare", ClassHint.Share), ("sharebar", ClassHint.Share), ("addtoany", ClassHint.Share), ("sharedaddy", ClassHint.Share), ("addthis", ClassHint.Share),
        ("comments", ClassHint.Comments), ("disqus", ClassHint.Comments), ("kommentar", ClassHint.Comments), ("cookie", ClassHint.Consent), ("consent", ClassHint.Consent),
        ("advert", ClassHint.Advertisement), ("sponsor", ClassHint.Advertisement), ("paywall", ClassHint.Paywall), ("authorbox", ClassHint.AuthorBox),
        ("byline", ClassHint.Byline | ClassHint.Author), ("caption", ClassHint.Caption), ("standfirst", ClassHint.Standfirst), ("articlebody", ClassHint.Body),
    ];

    private static readonly SearchValues<string> AnyPart = SearchValues.Create([.. Parts.Select(p => p.Part)], StringComparison.OrdinalIgnoreCase);

    private const int LongestName = 120;

    private readonly Dictionary<string, ClassHint> _seen = new(StringComparer.Ordinal);

    /// <summary>The hints in one class attribute or id.</summary>
    public ClassHint Read(string? names)
    {
        if (string.IsNullOrEmpty(names))
        {
            return ClassHint.None;
        }

        if (!_seen.TryGetValue(names, out var hint))
        {
            hint = Interpret(names);
            _seen[names] = hint;
        }

        return hint;
    }

    private static ClassHint Interpret(string names)
    {
        var hint = ClassHint.None;
        var shownSomewhere = false;
        foreach (var range in names.AsSpan().SplitAny(' ', '\t', '\n', '\r', '\f'))
        {
            var name = names.AsSpan(range);
            if (name.Length is < 2 or > LongestName)
            {
                continue;
            }

            // "hidden md:block" shows on wide screens.
            shownSomewhere |= name.EndsWith(":block") || name.EndsWith(":flex") || name.EndsWith(":grid") || name.EndsWith(":inline");
            hint |= name is "hidden" or "hide" or "invisible" or "is-hidden" or "u-hidden" or "display-none" or "d-none" ? ClassHint.Hidden : InterpretName(name);
        }

        return shownSomewhere ? hint & ~ClassHint.Hidden : hint;
    }

    private static ClassHint InterpretName(ReadOnlySpan<char> name)
    {
        var hint = ClassHint.None;

        // Utility classes ("md:hidden", "[&_.caption]:mt-2") and modifiers ("has-sidebar", "no-comments") describe layout, not the element.
        if (name.ContainsAny('[', ':', '(') || name.StartsWith("has-") || name.StartsWith("no-") || name.StartsWith("with-") || name.StartsWith("without-")
            || name.StartsWith("is-") || name.StartsWith("hide-") || name.StartsWith("show-"))
        {
            return hint;
        }

        if (name.ContainsAny(AnyPart))
        {
            foreach (var (part, meaning) in Parts)
            {
                hint |= name.Contains(part, StringComparison.OrdinalIgnoreCase) ? meaning : ClassHint.None;
            }
        }

        Span<char> pair = stackalloc char[(2 * LongestName) + 1];
        var previous = 0;
        var at = 0;
        while (at < name.Length)
        {
            if (!char.IsLetterOrDigit(name[at]))
            {
                at++;
                continue;
            }

            var start = at++;
            while (at < name.Length && char.IsLetterOrDigit(name[at]) && !(char.IsUpper(name[at]) && !char.IsUpper(name[at - 1])))
            {
                at++;
            }

            // pair holds "previous word": the new one is appended, looked up alone and together, and becomes the previous.
            var word = name[start..at];
            var offset = previous == 0 ? 0 : previous + 1;
            if (offset > 0)
            {
                pair[previous] = ' ';
            }

            word.ToLowerInvariant(pair[offset..]);
            var both = pair[..(offset + word.Length)];
            if (Lookup.TryGetValue(both[offset..], out var single))
            {
                hint |= single;
            }

            if (offset > 0 && Lookup.TryGetValue(both, out var together))
            {
                hint |= together;
            }

            both[offset..].CopyTo(pair);
            previous = word.Length;
        }

        return hint;
    }

    private static FrozenDictionary<string, ClassHint> Build()
    {
        var words = new Dictionary<string, ClassHint>(StringComparer.Ordinal);
        void Add(ClassHint hint, string list)
        {
            foreach (var word in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                words[word] = words.GetValueOrDefault(word) | hint;
            }
        }

        Add(ClassHint.Navigation, "nav, navbar, navi, menu, submenu, megamenu, crumbs, breadcrumbs, pager, paginator, sidebar, footer, masthead, topbar, bottombar, skiplink, skip link, sitemap, offcanvas, hamburger, site header, page header, global header, main header, header top, footnav, toc, table contents, jumplinks, jump links, rail, right rail, side column, secondary, navegacion, navigatie, prev next, next prev, post nav, post navigation, nav links");
        Add(ClassHint.Footer, "footer, footnav, page footer, site footer, global footer");
        Add(ClassHint.Related, "related, relateds, recirc, recirculation, recommended, recommendations, recommendation, recommends, outbrain, taboola, yarpp, trending, popular, most read, most viewed, most popular, more stories, more news, more from, more articles, more posts, more on, read also, also read, read next, up next, upnext, next article, next story, next post, see also, similar, suggested, suggestions, you may, you might, latest news, latest stories, latest posts, recent posts, further reading, linklist, link list, links list, article links, in other, topstories, top stories, verwandte, weitere artikel, mehr zum, zum thema, lesen auch, leseempfehlung, empfehlungen, leia mais, leia tambem, saiba mais, veja tambem, veja mais, relacionadas, relacionados, relacionado, relacionada, te puede, le puede, lire aussi, a lire, aussi, correlati, correlate, leggi anche, potrebbe, lees ook, lees meer, gerelateerd, relaterade, relaterte, relaterede, laes ogsaa, les ogsa, czytaj, czytaj takze, polecane, powiazane, souvisejici, doporucujeme, kapcsolodo, ajanlo, benzer, ilgili, baca juga, terkait, lien quan, xem them, citeste si, related posts, jp relatedposts, onward, onwards, moreover, collection list, teaser list, teasers");
        Add(ClassHint.Newsletter, "newsletter, newsletters, subscribe, subscription, subscriptions, signup, sign up, mailing, mailinglist, mailchimp, mc4wp, optin, opt in, email capture, email signup, lead magnet, infoletter, nieuwsbrief, nyhetsbrev, boletin, infolettre");
        Add(ClassHint.Share, "share, shares, sharing, sharer, sharebar, sharethis, addthis, addtoany, social, socials, socialbar, sharedaddy, sns, teilen, compartir, compartilhar, partager, partage, condividi, delen, dela, udostepnij, bagikan, follow, followus, follow us, whatsapp, telegram, shariff, heateor");
        Add(ClassHint.Comments, "comment, comments, commentlist, commentaires, comentarios, comentarii, commenti, kommentare, kommentarer, reacties, yorumlar, yorum, komentarze, komentare, komentari, kommentit, hozzaszolasok, disqus, respond, livefyre, viafoura, talkback, discussion, disqussion, replies, reader comments, fb comments, hyvor, openweb, coral");
        Add(ClassHint.Consent, "cookie, cookies, consent, gdpr, ccpa, onetrust, didomi, usercentrics, cookiebar, cookiebanner");
        Add(ClassHint.Overlay, "placeholder, embed placeholder, external content, embed consent, modal, popup, pop up, popin, lightbox, interstitial, overlay, drawer, toast");
        Add(ClassHint.Advertisement, "ad, ads, adv, advert, adverts, advertisement, advertising, adslot, adunit, adbox, adsbygoogle, dfp, gpt, sponsor, sponsored, sponsors, anzeige, anzeigen, werbung, publicidad, publicidade, publicite, pubblicita, reklama, reklam, annonce, iklan, leaderboard, affiliate, commercial, outstream, promo, promos, promotion, promotions, banner app, app banner, smart banner, donation, donations, donate, support us, membership, fundraising");
        Add(ClassHint.AuthorBox, "author box, authorbox, author bio, author bios, author card, author info, author profile, author description, author about, about author, bio, biography, contributor bio, post author, autor box, autorenbox, autoren, writer bio, author block, author area, author details");
        Add(ClassHint.Byline, "byline, bylines, author, authors, author name, autor, autores, auteur, auteurs, autore, forfatter, skribent, writer, dateline, date, datetime, dates, timestamp, time, pubdate, pub date, published, publish date, post date, entry date, posted on, updated, modified, meta, entry meta, post meta, article meta, metadata, reading time, readtime, read time, read-time, firma, signature, fecha, datum, data");
        Add(ClassHint.Author, "byline, bylines, author, authors, author name, autor, autores, auteur, auteurs, autore, forfatter, skribent, writer, firma, signature, posted by, written by");
        Add(ClassHint.Paywall, "paywall, regwall, piano, tp modal, barrier, premium box, subscriber only, subscribers only, abo, abonnement, paid content, meter, gate, content gate, login wall, loginwall, registration, swg, offer, offers, subscribe box");
        Add(ClassHint.Tags, "tags, taglist, tag list, tag links, tagcloud, keywords, topics, topic list, entry tags, post tags, article tags, cat links, categories, category list, schlagworte, etiquetas, themen, temas");
        Add(ClassHint.Tools, "tools, toolbar, toolbox, actions, action bar, controls, print, printer, audio player, audioplayer, player, listen, text to, speech, tts, font size, bookmark, bookmarks, save article, login, signin, sign in, search, searchform, search form, language switcher, lang switch, rating, ratings, vote, poll, quiz, feedback, helpful, survey, download app, app promo, app download, tooltip, accessibility, screenreader, gift, copy link, report error, correction form, disclaimer, disclaimers");
        Add(ClassHint.Aside, "aside, infobox, factbox, fact box, sidenote, side note, faktaruta, infokasten, pullquote, pull quote, pullout, blockquote-pull");
        Add(ClassHint.Hidden, "visually hidden, visuallyhidden, sr only, screen reader, screenreader, offscreen, d none, noprint, no print");
        Add(ClassHint.Teaser, "teaser, teasers, promoted, widget, widgets, card, cards, carousel, slider, slick, swiper, tile, tiles, banner, feed, latest, embed, cta, call action, callout, button, buttons, btn, notice, ticker, liveticker-nav, readmore, read more, more link, kicker, eyebrow, topic, section name, rubrik, rubric, category, channel, label, flag, badge, community, gallery, slideshow, product, products, shop, shopping, buy, price, prices, podcast, video playlist, playlist");
        Add(ClassHint.Caption, "caption, captions, figcaption, wp caption, image caption, img caption, photo caption, legend, legende, leyenda, bildunterschrift, bildtext, pie foto, pie, didascalia, cutline, media caption, image description, image text, picture description");
        Add(ClassHint.Credit, "credit, credits, photo credit, image credit, copyright, bildquelle, fotocredit, image source, photographer, fotograf, foto credit, media credit, source credit");
        Add(ClassHint.Standfirst, "standfirst, deck, dek, subtitle, subheadline, sub headline, subhead, subheading, sub heading, sub title, lead, lede, leadtext, lead text, intro, introduction, introtext, article intro, article summary, summary, excerpt, abstract, chapo, chapeau, chapeu, vorspann, preamble, ingress, manchet, perex, sapo, entradilla, bajada, copete, sommario, sottotitolo, occhiello, catenaccio, zajawka, linha fina, resumo, resumen, subtitulo, underrubrik, teaser text, article lead, article description, article teaser, article subtitle, description, spot, anons, sinopsis, strapline, tagline, underline");
        Add(ClassHint.Headline, "headline, article title, article headline, entry title, post title, story title, page title, news title, titulo, titre, titolo, rubrik title, heading");
        Add(ClassHint.Body, "article body, articlebody, article content, article text, articletext, article main, article copy, story body, storybody, story content, story text, entry content, post content, post body, post text, postcontent, news text, news content, news body, newsbody, newstext, body text, bodytext, body copy, content body, rich text, richtext, article paragraphs, article p, main content, page content, single content, text content, textbody, field body, body content, blog content, blog body, content text, content main, artikel text, artikel body, artikel inhalt, cuerpo noticia, cuerpo, texto noticia, corpo noticia, contenu article, testo articolo, articolo testo, article section, detail content, detail body, detail text, entry, articlecontent, fulltext, full text, td post, prose, markdown, wysiwyg");
        Add(ClassHint.Article, "article, story, post, artikel, articulo, artigo, articolo, noticia, hentry, single, blog post, news article, article wrapper, article container, news detail, post single");
        Add(ClassHint.Figure, "figure, image, img, photo, picture, media, foto, bild, imagen, image wrapper, video, videoplayer");
        Add(ClassHint.Quote, "quote, blockquote, pullquote, pull quote");
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
