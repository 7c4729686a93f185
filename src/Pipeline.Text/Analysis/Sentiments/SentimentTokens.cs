namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>A token of an English sentence as the model sees it.</summary>
/// <param name="Hash">Hash of its lower-case form.</param>
/// <param name="Flags">What kind of token it is.</param>
internal readonly record struct SentimentToken(uint Hash, TokenKinds Flags)
{
    public bool Is(TokenKinds kind) => (Flags & kind) != TokenKinds.None;
}

/// <summary>What the model needs to know about a token besides its hash.</summary>
[Flags]
internal enum TokenKinds
{
    None = 0,
    Word = 1,
    Negation = 2,
    Negated = 4,
    But = 8,
    ClauseEnd = 16,
    Exclamation = 32,
    Question = 64,
    Quote = 128,
    Number = 256,
    AllCapitals = 512,
    Capitalised = 1024,
    Percent = 2048,
}

/// <summary>Cuts an English sentence into words and marks, and marks the words that a negation reaches.</summary>
internal static class SentimentTokens
{
    /// <summary>More tokens than this are left unread; no real sentence has them.</summary>
    public const int Most = 256;

    private const int LongestWord = 32;
    private const int NegationReach = 4;

    private static readonly HashSet<uint> s_negations =
        [.. "not no never none nobody nothing neither nor without hardly barely scarcely cannot n't cant dont doesnt didnt wont isnt arent wasnt werent lack lacks lacked lacking fail fails failed unable".Split(' ').Select(w => HashOf(w))];

    private static readonly HashSet<uint> s_contrasts = [HashOf("but"), HashOf("however"), HashOf("although"), HashOf("though"), HashOf("yet")];

    /// <summary>FNV-1a over the code units; never 0.</summary>
    public static uint HashOf(ReadOnlySpan<char> lowerCase)
    {
        var hash = 2_166_136_261u;
        foreach (var c in lowerCase)
        {
            hash = (hash ^ c) * 16_777_619u;
        }

        return hash == 0 ? 1 : hash;
    }

    /// <summary>Writes the tokens of <paramref name="text"/> and returns their number, at most <see cref="Most"/>.</summary>
    public static int Read(ReadOnlySpan<char> text, Span<SentimentToken> tokens)
    {
        Span<char> lower = stackalloc char[LongestWord];
        var count = 0;
        var negation = int.MaxValue;
        for (var i = 0; i < text.Length && count < Most - 1;)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c))
            {
                var end = WordEnd(text, i);
                count = AddWord(text[i..end], lower, tokens, count, ref negation);
                i = end;
                continue;
            }

            if (Mark(c) is var kind && kind != TokenKinds.None)
            {
                tokens[count++] = new SentimentToken(HashOf([c]), kind);
                negation = (kind & TokenKinds.ClauseEnd) != TokenKinds.None ? int.MaxValue : negation;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length)
            {
                tokens[count++] = new SentimentToken(HashOf(text.Slice(i, 2)), TokenKinds.None);
                i++;
            }

            i++;
        }

        return count;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] is '\'' or '’' or '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private static int AddWord(ReadOnlySpan<char> word, Span<char> lower, Span<SentimentToken> tokens, int count, ref int negation)
    {
        // "don't" is "do" and "n't"; "Anna's" is "Anna".
        if (word.Length > 3 && word[^1] is 't' or 'T' && word[^2] is '\'' or '’')
        {
            count = AddWord(word[..^3], lower, tokens, count, ref negation);
            negation = 0;
            if (count < Most)
            {
                tokens[count++] = new SentimentToken(HashOf("n't"), TokenKinds.Word | TokenKinds.Negation);
            }

            return count;
        }

        var apostrophe = word.IndexOfAny('\'', '’');
        word = apostrophe > 0 ? word[..apostrophe] : word;
        word = word.Length > LongestWord ? word[..LongestWord] : word;
        var length = word.ToLowerInvariant(lower);
        var hash = HashOf(lower[..length]);
        var kinds = TokenKinds.Word | Shape(word);
        if (s_negations.Contains(hash))
        {
            kinds |= TokenKinds.Negation;
            negation = 0;
        }
        else if (s_contrasts.Contains(hash))
        {
            kinds |= TokenKinds.But;
            negation = int.MaxValue;
        }
        else if (negation < NegationReach)
        {
            kinds |= TokenKinds.Negated;
            negation++;
        }

        tokens[count++] = new SentimentToken(hash, kinds);
        return count;
    }

    private static TokenKinds Shape(ReadOnlySpan<char> word)
    {
        if (char.IsDigit(word[0]))
        {
            return TokenKinds.Number;
        }

        if (!char.IsUpper(word[0]))
        {
            return TokenKinds.None;
        }

        return word.Length > 2 && char.IsUpper(word[1]) && char.IsUpper(word[2]) ? TokenKinds.AllCapitals : TokenKinds.Capitalised;
    }

    private static TokenKinds Mark(char c) => c switch
    {
        '.' or ';' or ':' or ',' => TokenKinds.ClauseEnd,
        '!' => TokenKinds.ClauseEnd | TokenKinds.Exclamation,
        '?' => TokenKinds.ClauseEnd | TokenKinds.Question,
        '"' or '“' or '”' or '«' or '»' => TokenKinds.Quote,
        '%' => TokenKinds.Percent,
        _ => TokenKinds.None,
    };
}
