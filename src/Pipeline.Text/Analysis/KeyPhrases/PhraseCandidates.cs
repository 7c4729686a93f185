namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Collects the phrases that may be key phrases, and counts their mentions.</summary>
internal sealed class PhraseCandidates(string text, List<PhraseToken> tokens, List<Chunk> chunks, PhraseVariants variants)
{
    private readonly Dictionary<string, Phrase> _phrases = new(StringComparer.Ordinal);

    /// <summary>The candidates.</summary>
    /// <param name="withWords">Whether single words within longer phrases are candidates too.</param>
    public IReadOnlyCollection<Phrase> Collect(bool withWords)
    {
        foreach (var chunk in chunks)
        {
            Add(chunk, chunk);
            AddNames(chunk);
        }

        AddInner();
        if (withWords)
        {
            AddWords();
            DropDependentWords();
        }

        DropFragments();
        return _phrases.Values;
    }

    /// <summary>"Labour leader Tony Fernandes": the name within a longer phrase is a phrase too, but not the "Central Asian" of "Central Asian neighbours".</summary>
    private void AddNames(Chunk chunk)
    {
        var start = chunk.First;
        for (var i = chunk.First; i <= chunk.End; i++)
        {
            if (i < chunk.End && tokens[i].Role == WordRole.Name)
            {
                continue;
            }

            if (i - start > 1 && i - start < chunk.Count && !(i < chunk.End && IsDemonym(tokens[i - 1].Key)))
            {
                Add(new Chunk(start, i - start), chunk);
            }

            start = i + 1;
        }
    }

    private static bool IsDemonym(string word) => word.EndsWith("an", StringComparison.Ordinal) || word.EndsWith("ish", StringComparison.Ordinal) || word.EndsWith("ese", StringComparison.Ordinal);

    /// <summary>A phrase that stands by itself somewhere also counts where it is part of a longer one.</summary>
    private void AddInner()
    {
        var whole = _phrases.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var chunk in chunks)
        {
            for (var count = 2; count < chunk.Count; count++)
            {
                for (var first = chunk.First; first + count <= chunk.End; first++)
                {
                    var inner = new Chunk(first, count);
                    if (whole.Contains(PhraseKey.Of(tokens, inner)))
                    {
                        Add(inner, chunk);
                    }
                }
            }
        }
    }

    private void AddWords()
    {
        foreach (var chunk in chunks)
        {
            for (var i = chunk.First; i < chunk.End && chunk.Count > 1; i++)
            {
                if (tokens[i].Role is WordRole.Head or WordRole.Name)
                {
                    Add(new Chunk(i, 1), chunk);
                }
            }
        }
    }

    /// <summary>A word that hardly ever stands alone is no phrase: "Federal", "climate".</summary>
    private void DropDependentWords()
    {
        const double leastAlone = 0.2;
        foreach (var phrase in _phrases.Values.Where(p => p.Words.Length == 1 && p.CountAlone < p.Count * leastAlone).ToList())
        {
            _phrases.Remove(phrase.Key);
        }
    }

    /// <summary>A word that stands mostly within one phrase is no phrase of its own: "Tide" for "Crimson Tide".</summary>
    private void DropFragments()
    {
        const double mostly = 0.8;
        var fragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in _phrases.Values.Where(p => p.Words.Length > 1 && p.Count > 1))
        {
            foreach (var word in phrase.Words)
            {
                if (_phrases.TryGetValue(word, out var single) && single != phrase && phrase.Count >= single.Count * mostly)
                {
                    fragments.Add(word);
                }
            }
        }

        foreach (var fragment in fragments)
        {
            _phrases.Remove(fragment);
        }
    }

    /// <summary>Adds a mention of <paramref name="chunk"/>, which is <paramref name="whole"/> or a part of it.</summary>
    private void Add(Chunk chunk, Chunk whole)
    {
        var key = PhraseKey.Of(tokens, chunk);
        var full = variants.FullForm(key);
        if (full is { } form)
        {
            key = PhraseKey.Of(tokens, form);
            var wholeKey = PhraseKey.Of(tokens, whole);
            if (chunk != whole && (wholeKey == key || (variants.FullForm(wholeKey) is { } wholeForm && PhraseKey.Of(tokens, wholeForm) == key)))
            {
                return; // "Putin" within "President Vladimir Putin" is the same mention.
            }
        }

        if (!_phrases.TryGetValue(key, out var phrase))
        {
            var named = full ?? chunk;
            var words = new string[named.Count];
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = tokens[named.First + i].Key;
            }

            _phrases.Add(key, phrase = new Phrase(key, words, chunk.First, Text(named)));
        }

        var last = tokens[chunk.End - 1];
        phrase.Add(full is null ? Text(chunk) : null, last.Role == WordRole.Name, chunk == whole);
    }

    private string Text(Chunk chunk) => text[tokens[chunk.First].Span.Start..tokens[chunk.End - 1].Span.End];
}
