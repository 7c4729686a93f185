namespace Pipeline.Text.Reading.Html;

/// <summary>The body as the metadata repeats it, for asking how much of a block it contains.</summary>
internal sealed class ArticleBodyText
{
    private const int ShingleWords = 3;
    private const int ShortestBody = 300;

    private readonly HashSet<ulong> _shingles = [];

    /// <summary>Its length, as <see cref="PageNode.Measure"/> counts.</summary>
    public int Length { get; }

    private ArticleBodyText(string text)
    {
        Length = PageNode.Measure(text);
        foreach (var shingle in Shingles(text))
        {
            _shingles.Add(shingle);
        }
    }

    /// <summary>The stated body; null when <paramref name="text"/> is missing or only a beginning.</summary>
    public static ArticleBodyText? From(string? text) => text is { Length: >= ShortestBody } ? new ArticleBodyText(InlineText.Plain(text) ?? "") : null;

    /// <summary>Share of the word triples of <paramref name="text"/> that the body has, 0 to 1.</summary>
    public double Coverage(string text)
    {
        int all = 0, found = 0;
        foreach (var shingle in Shingles(text))
        {
            all++;
            found += _shingles.Contains(shingle) ? 1 : 0;
        }

        return all == 0 ? 0 : (double)found / all;
    }

    private static IEnumerable<ulong> Shingles(string text)
    {
        ulong first = 0, second = 0;
        var words = 0;
        foreach (var word in Words(text))
        {
            if (++words >= ShingleWords)
            {
                yield return Mix(Mix(first, second), word);
            }

            (first, second) = (second, word);
        }

        if (words is > 0 and < ShingleWords)
        {
            yield return Mix(first, second);
        }
    }

    private static IEnumerable<ulong> Words(string text)
    {
        const ulong Basis = 14695981039346656037;
        var hash = Basis;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                hash = Mix(hash, char.ToLowerInvariant(c));
            }
            else if (hash != Basis)
            {
                yield return hash;
                hash = Basis;
            }
        }

        if (hash != Basis)
        {
            yield return hash;
        }
    }

    // FNV-1a over whole values.
    private static ulong Mix(ulong hash, ulong value) => (hash ^ value) * 1099511628211;
}
