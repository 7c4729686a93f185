namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>
/// Cuts text in scripts without spaces into words. Japanese changes its script between a noun and what follows it. In Chinese the text itself says what belongs together:
/// characters that recur in the same order among different neighbours are a word; the rest is cut at function words.
/// </summary>
internal abstract class UnspacedWords
{
    /// <summary>How <paramref name="text"/> is cut; null when it has no such script.</summary>
    public static UnspacedWords? For(string text)
    {
        var hasHan = false;
        foreach (var c in text)
        {
            if (UnspacedScript.IsKana(c))
            {
                return new JapaneseWords(text);
            }

            hasHan |= UnspacedScript.IsHan(c);
        }

        return hasHan ? new ChineseWords(text) : null;
    }

    /// <summary>Adds the words of a run of letters. Words that touch each other join.</summary>
    public abstract void Read(TextSpan run, List<PhraseToken> tokens);

    /// <summary>The runs of letters of <paramref name="text"/> that have such a script.</summary>
    protected static List<TextSpan> Runs(string text)
    {
        var runs = new List<TextSpan>();
        foreach (var range in new WordEnumerator(text))
        {
            var (offset, length) = range.GetOffsetAndLength(text.Length);
            if (UnspacedScript.HasAny(text.AsSpan(offset, length)))
            {
                runs.Add(new TextSpan(offset, length));
            }
        }

        return runs;
    }
}
