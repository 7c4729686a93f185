namespace Pipeline.Text.Cleaning;

/// <summary>The words of an article's first paragraphs: a headline is made of them, a menu is not.</summary>
internal sealed class HeadlineVocabulary
{
    private const int ParagraphsRead = 8;
    private const int ShortestWord = 4;

    /// <summary>Words count as the same when so many letters agree: inflection changes the ends.</summary>
    private const int StemLength = 5;

    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    /// <summary>The vocabulary of the first paragraphs of prose.</summary>
    public static HeadlineVocabulary Of(IEnumerable<DraftBlock> blocks)
    {
        var vocabulary = new HeadlineVocabulary();
        foreach (var block in blocks.Where(Zone.IsProse).Take(ParagraphsRead))
        {
            vocabulary._stems.UnionWith(Stems(block.Text));
        }

        return vocabulary;
    }

    /// <summary>Share of the line's longer words that occur in the paragraphs, 0 to 1.</summary>
    public double Share(string line)
    {
        var stems = Stems(line).ToList();
        return stems.Count == 0 ? 0 : stems.Count(_stems.Contains) / (double)stems.Count;
    }

    private static IEnumerable<string> Stems(string text)
    {
        foreach (var word in text.Split([' ', '-', '–', '’', '\'', '/', ':', ',']))
        {
            var key = TextKey.Of(word);
            if (key.Length > 0 && Scripts.IsUnspaced(key[0]))
            {
                for (var i = 0; i + 1 < key.Length; i++)
                {
                    yield return key.Substring(i, 2);
                }
            }
            else if (key.Length >= ShortestWord)
            {
                yield return key[..Math.Min(StemLength, key.Length)];
            }
        }
    }
}
