using System.Collections.Frozen;

namespace Pipeline.Text.Cleaning;

/// <summary>What a byline says.</summary>
/// <param name="Text">The byline as written, without "By".</param>
/// <param name="Authors">Names of people in it; empty when there are only agencies.</param>
internal sealed record BylineText(string Text, IReadOnlyList<string> Authors)
{
    private const int LongestByline = 200;

    /// <summary>Words that open a byline, longest first, folded.</summary>
    private static readonly string[] Openers =
    [
        .. new[]
        {
            "by", "words by", "written by", "reported by", "reporting by", "story by", "posted by", "article by", "text by", "report by", "author", "authors", "published by", "edited by",
            "von", "text von", "text", "autor", "autorin", "autoren", "ein artikel von", "ein beitrag von", "eine analyse von", "ein kommentar von", "ein gastbeitrag von", "kolumne von", "eine kolumne von", "kommentar von", "analyse von", "gastbeitrag von", "interview von", "reportage von", "interview", "aufgezeichnet von", "verfasst von",
            "par", "propos recueillis par", "article de", "texte", "auteur", "por", "autora", "escrito por", "texto", "di", "a cura di", "articolo di", "testo di", "door", "geschreven door", "tekst",
            "av", "af", "skrevet av", "skrevet af", "skriven av", "forfatter", "autor tekstu", "autorzy", "oprac", "opracowanie", "napsal", "napsala", "irta", "de", "autore",
            "автор", "авторы", "текст", "автори", "yazar", "yazan", "hazirlayan", "muhabir", "του", "της", "بقلم", "كتب", "كتبت", "إعداد", "द्वारा", "लेखक", "oleh", "penulis", "reporter", "tac gia", "文", "文/", "作者", "記者", "记者", "글", "撰文",
        }.Select(opener => Folding.Fold(opener)).OrderByDescending(opener => opener.Length),
    ];

    /// <summary>Words between the names of several authors.</summary>
    private static readonly FrozenSet<string> Separators = FrozenSet.Create("and", "und", "et", "y", "e", "ed", "en", "och", "og", "i", "и", "та", "ve", "και", "و", "dan", "और", "with", "mit", "con", "&");

    /// <summary>Length of the opener at the start of the line with what follows it, 0 when there is none. <paramref name="alone"/>: nothing else is in the line.</summary>
    public static int OpenerLength(string line, out bool alone)
    {
        alone = false;
        foreach (var opener in Openers)
        {
            if (StartsFolded(line, opener) is not (> 0 and var length))
            {
                continue;
            }

            var rest = line.AsSpan(length);
            if (rest.Trim(" :|-–").IsEmpty)
            {
                alone = true;
                return line.Length;
            }

            // "byJane" is glued, "bystander" is a word.
            if (rest[0] is ' ' or ':' or '\uFF1A' or '/' or '\u00A0' || (char.IsUpper(rest[0]) && char.IsLower(line[length - 1])) || (Scripts.IsIdeographic(line[0]) && rest[0] is ' ' or '/' or '=' or '\uFF1A' or '・'))
            {
                return length + (rest.Length - rest.TrimStart(" :/\uFF1A\u00A0").Length);
            }
        }

        return 0;
    }

    /// <summary>Reads what stands behind the opener; null when there is neither a person's name nor an agency in it.</summary>
    public static BylineText? Read(string text)
    {
        if (text.Length > LongestByline)
        {
            return null;
        }

        var authors = new List<string>();
        foreach (var piece in Pieces(text))
        {
            var name = PersonNames.WithoutEastAsianRole(piece) ?? (PersonNames.IsName(piece) ? piece : LeadingName(piece));
            if (name is not null && !authors.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                authors.Add(name);
            }
        }

        return authors.Count == 0 && !PersonNames.IsDesk(text) ? null : new BylineText(text.Trim(' ', ',', '|', '/', '-', '–', '•', '·', ':', ';'), authors);
    }

    /// <summary>Whether the text is several people's names and nothing else: "Jane Doe and John Roe".</summary>
    public static bool IsNames(string text) => text.Length <= LongestByline && Pieces(text).ToList() is { Count: > 1 } pieces && pieces.TrueForAll(PersonNames.IsName) && text.Any(char.IsLower);

    // "Jane Doe in Berlin", "Jane Doe Lifestyle Writer": the longest name at the start of the piece.
    private static string? LeadingName(string piece)
    {
        var words = piece.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        const int mostWords = 4;
        for (var count = Math.Min(mostWords, words.Length - 1); count >= 2; count--)
        {
            var candidate = string.Join(' ', words.Take(count));
            var next = words[count];
            if (PersonNames.IsName(candidate) && (char.IsLower(next[0]) || next[0] is '(' or '@' || !PersonNames.IsName(string.Join(' ', words.Take(count + 1)))))
            {
                return candidate;
            }
        }

        return null;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        foreach (var part in text.Split([',', ';', '|', '/', '•', '·', '、', '،', '\n', '–', '—', '(', ')', '[', ']'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var start = 0;
            for (var i = 0; i <= words.Length; i++)
            {
                if (i == words.Length || (i > start && Separators.Contains(words[i].ToLowerInvariant())))
                {
                    // Spanish and Portuguese compound names keep their "y" and "e": a single word is no author.
                    yield return string.Join(' ', words[start..i]).Trim(' ', '.', '-');
                    start = i + 1;
                }
            }
        }
    }

    private static int StartsFolded(string line, string opener)
    {
        int at = 0, matched = 0;
        while (at < line.Length && matched < opener.Length)
        {
            var folded = Folding.Fold(line[at]);
            if (folded == '\0')
            {
                at++;
            }
            else if (folded == opener[matched])
            {
                at++;
                matched++;
            }
            else
            {
                return 0;
            }
        }

        return matched == opener.Length ? at : 0;
    }
}
