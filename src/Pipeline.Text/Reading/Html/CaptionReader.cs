namespace Pipeline.Text.Reading.Html;

/// <summary>Makes captions with credits of the caption blocks: credits are marked up, introduced by a word or a sign, or bracketed at the end.</summary>
internal static class CaptionReader
{
    private const int LongestCredit = 80;

    private static readonly string[] Openers =
    [
        "©", "(c)", "photo:", "photos:", "photo by", "photograph:", "picture:", "image:", "image credit:", "credit:", "credits:", "photo credit:", "source:", "foto:", "fotos:", "bild:", "bildquelle:", "quelle:", "crédit:", "crédit :", "crédit photo", "photo :", "imagen:", "crédito:", "créditos:", "fuente:", "fonte:", "beeld:", "zdjęcie:", "fot.", "kép:", "фото:", "写真:", "사진:", "图:",
    ];

    /// <summary>The captions among <paramref name="blocks"/>, each once, in order.</summary>
    public static IReadOnlyList<Caption> Read(IEnumerable<TextBlock> blocks)
    {
        var captions = new List<Caption>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block.Kind != BlockKind.Caption)
            {
                continue;
            }

            var text = block.Text.ReplaceLineEndings(" ");
            if (block.Owner.Hint.Any(ClassHint.Credit) && !block.Owner.Hint.Any(ClassHint.Caption) && text.Length <= LongestCredit)
            {
                AddCredit(captions, WithoutOpener(text));
            }
            else if (OpenerAt(text, 0) is not null && text.Length <= LongestCredit)
            {
                AddCredit(captions, WithoutOpener(text));
            }
            else if (Split(text) is var caption && seen.Add(caption.Text))
            {
                captions.Add(caption);
            }
        }

        return captions;
    }

    private static void AddCredit(List<Caption> captions, string credit)
    {
        if (captions.Count > 0 && captions[^1].Credit is null && credit.Length > 0)
        {
            captions[^1] = captions[^1] with { Credit = credit };
        }
    }

    private static Caption Split(string text)
    {
        for (var at = text.Length - 2; at > 0 && text.Length - at <= LongestCredit; at--)
        {
            var bounded = text[at - 1] is ' ' or '(' or '[' or '|' or '/' or '.';
            if (bounded && OpenerAt(text, at) is { } opener)
            {
                var credit = text[(at + opener.Length)..].Trim(' ', ')', ']', '|', ':', '.');
                var caption = text[..at].TrimEnd(' ', '(', '[', '|', '/', '-', '–');
                return credit.Length > 0 && caption.Length > 0 ? new Caption(caption, credit) : new Caption(text, null);
            }
        }

        return new Caption(text, null);
    }

    private static string? OpenerAt(string text, int at)
    {
        foreach (var opener in Openers)
        {
            if (text.AsSpan(at).StartsWith(opener, StringComparison.OrdinalIgnoreCase))
            {
                return opener;
            }
        }

        return null;
    }

    private static string WithoutOpener(string text) => (OpenerAt(text, 0) is { } opener ? text[opener.Length..] : text).Trim(' ', ':', '(', ')', '[', ']');
}
