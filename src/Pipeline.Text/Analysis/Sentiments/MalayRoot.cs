namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>
/// The root of a Malay or Indonesian word ("keselamatannya" → "selamat"). Both languages build words with prefixes and a few suffixes; cutting letters off the end, as European languages allow,
/// makes "kerana" (because) and "Sarawak" kin of whatever begins like them.
/// </summary>
internal static class MalayRoot
{
    /// <summary>What is left is at least this long: shorter roots are too often parts of other words.</summary>
    private const int ShortestRoot = 4;

    // The longer of two that fit comes first.
    private static readonly string[] s_prefixes =
        ["memper", "diper", "menge", "meng", "meny", "mem", "men", "me", "ber", "be", "ter", "di", "ke", "peng", "peny", "pem", "pen", "per", "pe", "se"];

    /// <summary>Endings that stand outside the suffixes: possessives and particles.</summary>
    private static readonly string[] s_particles = ["nya", "lah", "kah", "ku", "mu"];

    private static readonly string[] s_suffixes = ["kan", "an", "i"];

    /// <summary><paramref name="word"/> without its particle, suffix and prefix, at most one of each.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        word = CutEnding(CutEnding(word, s_particles), s_suffixes);
        foreach (var prefix in s_prefixes)
        {
            if (word.Length - prefix.Length >= ShortestRoot && word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return word[prefix.Length..];
            }
        }

        return word;
    }

    private static ReadOnlySpan<char> CutEnding(ReadOnlySpan<char> word, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= ShortestRoot && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
