namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>
/// Cuts text in scripts without spaces into words. Japanese changes its script between a noun and what follows it. In Chinese the text itself says what belongs together:
/// characters that recur in the same order among different neighbours are a word; the rest is cut at function words.
/// </summary>
internal abstract class UnspacedWords
{
    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9fff';
    private const char Repetition = '々';

    /// <summary>How <paramref name="text"/> is cut; null when it has no such script.</summary>
    public static UnspacedWords? For(string text)
    {
        var hasHan = false;
        foreach (var c in text)
        {
            if (IsKana(c))
            {
                return new JapaneseWords(text);
            }

            hasHan |= IsHan(c);
        }

        return hasHan ? new ChineseWords(text) : null;
    }

    /// <summary>Adds the words of a run of letters. Words that touch each other join.</summary>
    public abstract void Read(TextSpan run, List<PhraseToken> tokens);

    public static bool HasAny(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (IsHan(c) || IsKana(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The runs of letters of <paramref name="text"/> that have such a script.</summary>
    protected static List<TextSpan> Runs(string text)
    {
        var runs = new List<TextSpan>();
        foreach (var range in new WordEnumerator(text))
        {
            var (offset, length) = range.GetOffsetAndLength(text.Length);
            if (HasAny(text.AsSpan(offset, length)))
            {
                runs.Add(new TextSpan(offset, length));
            }
        }

        return runs;
    }

    protected static bool IsHan(char c) => c is >= FirstHan and <= LastHan or Repetition;

    protected static bool IsKana(char c) => IsHiragana(c) || IsKatakana(c);

    protected static bool IsHiragana(char c) => c is >= '\u3041' and <= '\u309f';

    protected static bool IsKatakana(char c) => c is >= '\u30a0' and <= '\u30ff' or >= '\uff66' and <= '\uff9f';
}
