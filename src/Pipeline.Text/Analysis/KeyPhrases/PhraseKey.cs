namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>The form in which words are compared: lower case, without a possessive or plural ending.</summary>
internal static class PhraseKey
{
    public static string Of(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("'s") || word.EndsWith("’s"))
        {
            word = word[..^2];
        }

        Span<char> lower = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        word.ToLowerInvariant(lower);
        const int shortestPlural = 4;
        if (lower.Length >= shortestPlural && lower[^1] == 's' && lower[^2] is not ('s' or 'u' or 'i'))
        {
            lower = lower[..^1];
        }

        return lower.ToString();
    }
}
