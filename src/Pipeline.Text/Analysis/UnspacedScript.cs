namespace Pipeline.Text.Analysis;

/// <summary>Characters of Chinese and Japanese, which put no spaces between words.</summary>
internal static class UnspacedScript
{
    private const char FirstHan = '\u3400';
    private const char LastHan = '\u9fff';
    private const char Repetition = '々';

    public static bool Has(char c) => IsHan(c) || IsKana(c);

    public static bool HasAny(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Has(c))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsHan(char c) => c is >= FirstHan and <= LastHan or Repetition;

    public static bool IsKana(char c) => IsHiragana(c) || IsKatakana(c);

    public static bool IsHiragana(char c) => c is >= '\u3041' and <= '\u309f';

    public static bool IsKatakana(char c) => c is >= '\u30a0' and <= '\u30ff' or >= '\uff66' and <= '\uff9f';
}
