namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Reads the words of a text with what they can be in a phrase.</summary>
internal sealed class PhraseTokenizer(string text, PhraseLanguage language)
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>All words in order; the first of each sentence does not join.</summary>
    public List<PhraseToken> Read(IReadOnlyList<TextSpan> sentences)
    {
        var tokens = new List<PhraseToken>(text.Length / 5);
        foreach (var sentence in sentences)
        {
            var end = -1;
            var afterPossessive = false;
            foreach (var range in new WordEnumerator(sentence.Of(text)))
            {
                var (offset, length) = range.GetOffsetAndLength(sentence.Length);
                var span = new TextSpan(sentence.Start + offset, length);
                var token = Token(span, isFirst: end < 0, joins: end >= 0 && !afterPossessive && IsOneSpace(end, span.Start));
                tokens.Add(token);
                afterPossessive = token.Span.Length < span.Length;
                end = span.End;
            }
        }

        return tokens;
    }

    private bool IsOneSpace(int from, int to) => to - from is 1 or 2 && text.AsSpan(from, to - from).IsWhiteSpace();

    private PhraseToken Token(TextSpan span, bool isFirst, bool joins)
    {
        var word = CutPossessive(span.Of(text));
        span = span with { Length = word.Length };
        var isCapital = char.IsUpper(word[0]);
        var role = language.RoleOf(word, isCapital && !isFirst);
        return new PhraseToken(Key(word), span, role, joins, PhraseLanguage.IsConnector(word));
    }

    private string Key(ReadOnlySpan<char> word)
    {
        const int longestKey = 64;
        Span<char> lower = stackalloc char[longestKey];
        var length = word[..Math.Min(word.Length, longestKey)].ToLowerInvariant(lower);
        ReadOnlySpan<char> key = lower[..language.KeyLength(lower[..length])];
        var lookup = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out var known))
        {
            known = key.ToString();
            _keys.Add(known, known);
        }

        return known;
    }

    private static ReadOnlySpan<char> CutPossessive(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;
}
