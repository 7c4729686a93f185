using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Reads the words of a text with what they can be in a phrase.</summary>
internal sealed class PhraseTokenizer(string text, PhraseLanguage language)
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly UnspacedWords? _unspaced = UnspacedWords.For(text);

    /// <summary>All words in order; the first of each sentence does not join.</summary>
    public List<PhraseToken> Read(IReadOnlyList<TextSpan> sentences)
    {
        var tokens = new List<PhraseToken>(text.Length / 5);
        var firsts = new List<int>(sentences.Count);
        foreach (var sentence in sentences)
        {
            firsts.Add(tokens.Count);
            ReadSentence(sentence, tokens);
        }

        NameFirstWords(CollectionsMarshal.AsSpan(tokens), firsts);
        return tokens;
    }

    private void ReadSentence(TextSpan sentence, List<PhraseToken> tokens)
    {
        var end = -1;
        var afterPossessive = false;
        var hasSmallLetters = HasSmallLetters(sentence.Of(text));
        foreach (var range in new WordEnumerator(sentence.Of(text)))
        {
            var (offset, length) = range.GetOffsetAndLength(sentence.Length);
            var span = new TextSpan(sentence.Start + offset, length);
            if (_unspaced is not null && UnspacedScript.HasAny(span.Of(text)))
            {
                _unspaced.Read(span, tokens);
                end = span.End;
                continue;
            }

            var token = Token(span, isFirst: end < 0, joins: end >= 0 && !afterPossessive && IsOneSpace(end, span.Start), hasSmallLetters);
            tokens.Add(token);
            afterPossessive = token.Span.End < span.End;
            end = span.End;
        }
    }

    /// <summary>The capital of a sentence's first word says nothing. It is a name if the text writes it as a name elsewhere, or before another name if it is never written small.</summary>
    private static void NameFirstWords(Span<PhraseToken> tokens, List<int> firsts)
    {
        var small = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Role == WordRole.Name)
            {
                names.Add(token.Key);
            }
            else if (!token.IsCapital)
            {
                small.Add(token.Key);
            }
        }

        if (names.Count == 0)
        {
            return;
        }

        foreach (var first in firsts)
        {
            if (first < tokens.Length && tokens[first] is { Role: WordRole.Head, IsCapital: true } token && !small.Contains(token.Key)
                && (names.Contains(token.Key) || (first + 1 < tokens.Length && tokens[first + 1] is { Joins: true, Role: WordRole.Name })))
            {
                tokens[first] = token with { Role = WordRole.Name };
            }
        }
    }

    private bool IsOneSpace(int from, int to) => to - from is 1 or 2 && text.AsSpan(from, to - from).IsWhiteSpace();

    private PhraseToken Token(TextSpan span, bool isFirst, bool joins, bool hasSmallLetters)
    {
        var start = language.WordStart(span.Of(text));
        var word = CutPossessive(span.Of(text)[start..]);
        word = word[..language.WordLength(word)];
        span = new TextSpan(span.Start + start, word.Length);
        isFirst &= start == 0;
        joins &= start == 0;
        var isCapital = char.IsUpper(word[0]);
        if (hasSmallLetters && Acronym.Is(word))
        {
            return new PhraseToken(Known(Acronym.WithoutPlural(word)), span, WordRole.Name, joins, IsConnector: false, isCapital);
        }

        var role = language.RoleOf(word, isCapital && !isFirst);
        return new PhraseToken(Key(word), span, role, joins, PhraseLanguage.IsConnector(word), isCapital);
    }

    private string Key(ReadOnlySpan<char> word)
    {
        const int longestKey = 64;
        Span<char> lower = stackalloc char[longestKey];
        var length = 0;
        foreach (var c in word[..Math.Min(word.Length, longestKey)])
        {
            if (c != '-')
            {
                lower[length++] = char.ToLowerInvariant(c);
            }
        }

        return Known(language.Stem(lower[..length]));
    }

    private string Known(ReadOnlySpan<char> key)
    {
        var lookup = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(key, out var known))
        {
            known = key.ToString();
            _keys.Add(known, known);
        }

        return known;
    }

    private static bool HasSmallLetters(ReadOnlySpan<char> sentence)
    {
        foreach (var c in sentence)
        {
            if (char.IsLower(c))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> CutPossessive(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] is 's' or 'S' && word[^2] is '\'' or '’' ? word[..^2] : word;
}
