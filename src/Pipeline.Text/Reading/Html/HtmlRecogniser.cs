namespace Pipeline.Text.Reading.Html;

/// <summary>Tells mark-up from text that merely mentions it, by content first.</summary>
internal static class HtmlRecogniser
{
    private const int Sample = 64 * 1024;
    private const double Certain = 1;
    private const double Likely = 0.9;
    private const double ByExtension = 0.6;
    private const double Unlikely = 0.1;

    // A fragment is taken for HTML when it opens this many block elements, and one at least for every so many characters.
    private const int FewestBlocks = 3;
    private const int CharactersPerBlock = 2000;

    private static readonly string[] Roots = ["!doctype html", "html", "head", "body"];

    private static readonly HashSet<string> Structural = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "article", "section", "main", "h1", "h2", "h3", "ul", "ol", "li", "table", "tr", "td", "br", "meta", "title", "link", "script", "header", "figure", "blockquote",
    };

    /// <summary>From 0 (no HTML) to 1 (certainly).</summary>
    public static double Certainty(string text, string extension)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, Sample));
        var start = sample.TrimStart();
        var named = extension is ".html" or ".htm" or ".xhtml";
        if (BeginsWithRoot(start))
        {
            return Certain;
        }

        var (blocks, closing) = Count(sample);
        var dense = blocks >= FewestBlocks && closing > 0 && blocks * CharactersPerBlock >= sample.Length;
        if (dense)
        {
            return named || start is ['<', ..] ? Certain : Likely;
        }

        if (named)
        {
            return blocks > 0 ? Likely : ByExtension;
        }

        return blocks > 0 ? Unlikely : 0;
    }

    private static bool BeginsWithRoot(ReadOnlySpan<char> text)
    {
        // Comments and an XML declaration may come first.
        for (var i = 0; i < FewestBlocks && (text.StartsWith("<!--") || text.StartsWith("<?")); i++)
        {
            var end = text.StartsWith("<!--") ? text.IndexOf("-->") + 2 : text.IndexOf('>');
            if (end < 2)
            {
                return false;
            }

            text = text[(end + 1)..].TrimStart();
        }

        foreach (var root in Roots)
        {
            if (text.Length > root.Length + 1 && text[0] == '<' && text[1..].StartsWith(root, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(text[root.Length + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static (int Blocks, int Closing) Count(ReadOnlySpan<char> text)
    {
        int blocks = 0, closing = 0;
        var names = Structural.GetAlternateLookup<ReadOnlySpan<char>>();
        int at;
        while ((at = text.IndexOf('<')) >= 0)
        {
            text = text[(at + 1)..];
            var isClosing = text is ['/', ..];
            var name = isClosing ? text[1..] : text;
            var length = 0;
            while (length < name.Length && char.IsAsciiLetterOrDigit(name[length]))
            {
                length++;
            }

            if (length > 0 && length < name.Length && (name[length] is '>' or '/' || char.IsWhiteSpace(name[length])) && names.Contains(name[..length]))
            {
                blocks += isClosing ? 0 : 1;
                closing += isClosing ? 1 : 0;
            }
        }

        return (blocks, closing);
    }
}
