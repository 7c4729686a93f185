namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>A candidate with its mentions in all its forms.</summary>
/// <param name="key">What its forms have in common.</param>
/// <param name="words">The keys of its words, in its full form.</param>
/// <param name="first">Index of the word at which it is first mentioned.</param>
/// <param name="fullForm">Its full form as the text first writes it.</param>
internal sealed class Phrase(string key, string[] words, int first, string fullForm)
{
    private readonly Dictionary<string, int> _surfaces = new(StringComparer.Ordinal);

    public string Key { get; } = key;

    public string[] Words { get; } = words;

    public int First { get; } = first;

    /// <summary>Number of mentions.</summary>
    public int Count { get; private set; }

    /// <summary>Number of mentions that are no part of a longer phrase.</summary>
    public int CountAlone { get; private set; }

    public bool IsName { get; private set; }

    public double Score { get; set; }

    /// <summary>Adds a mention.</summary>
    /// <param name="surface">As the text writes it; null for a short form, which is never shown.</param>
    /// <param name="isName">Whether it ends in a name.</param>
    /// <param name="isAlone">Whether it is a whole noun phrase.</param>
    public void Add(string? surface, bool isName, bool isAlone)
    {
        if (surface is not null)
        {
            _surfaces[surface] = _surfaces.GetValueOrDefault(surface) + 1;
        }

        IsName |= isName;
        Count++;
        CountAlone += isAlone ? 1 : 0;
    }

    /// <summary>The full form that the text uses most; the first of equals.</summary>
    public string Surface() => _surfaces.Count == 0 ? fullForm : _surfaces.MaxBy(s => s.Value).Key;

    /// <summary>Whether <paramref name="other"/> says nothing that this phrase does not say: it has fewer of its words, and is clearly rarer.</summary>
    public bool Covers(Phrase other)
    {
        const double clearlyRarer = 0.7;
        return other.Count <= Count * clearlyRarer && other.Words.Length < Words.Length && other.Words.All(w => Words.Contains(w, StringComparer.Ordinal));
    }
}
