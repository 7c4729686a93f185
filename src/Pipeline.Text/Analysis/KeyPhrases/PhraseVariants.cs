using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Which phrases are other forms of which: acronyms of names, surnames and titled names of persons.</summary>
internal sealed class PhraseVariants
{
    private readonly Dictionary<string, Chunk> _aliases;

    private PhraseVariants(Dictionary<string, Chunk> aliases, IReadOnlyCollection<Chunk> explained) => (_aliases, Explained) = (aliases, explained);

    /// <summary>Names that the text explains an acronym by.</summary>
    public IReadOnlyCollection<Chunk> Explained { get; }

    /// <summary>The keys of all variants, with the full form of each.</summary>
    public IEnumerable<KeyValuePair<string, Chunk>> All => _aliases;

    /// <summary>The full form of the phrase with this key; null when it is one itself.</summary>
    public Chunk? FullForm(string key) => _aliases.TryGetValue(key, out var full) ? full : null;

    public static PhraseVariants Find(string text, List<PhraseToken> tokens, PhraseChunker chunker)
    {
        var aliases = PersonNames.Find(text, tokens);
        var explained = new List<Chunk>();
        foreach (var (acronym, name) in Acronym.InBrackets(text, tokens))
        {
            aliases[tokens[acronym].Key] = name;
            if (explained.TrueForAll(e => e.End <= name.First || name.End <= e.First))
            {
                explained.Add(name);
            }
        }

        AddByInitials(text, tokens, chunker, aliases);
        return new PhraseVariants(aliases, explained);
    }

    /// <summary>An acronym that is never explained stands for the only name with its initials.</summary>
    private static void AddByInitials(string text, List<PhraseToken> tokens, PhraseChunker chunker, Dictionary<string, Chunk> aliases)
    {
        var unexplained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.Role == WordRole.Name && Acronym.Is(token.Key) && !aliases.ContainsKey(token.Key))
            {
                unexplained.Add(token.Key);
            }
        }

        if (unexplained.Count == 0)
        {
            return;
        }

        var words = CollectionsMarshal.AsSpan(tokens);
        var names = new Dictionary<string, (string Key, Chunk Name, bool IsOnly)>(StringComparer.Ordinal);
        foreach (var noun in chunker.Cut(tokens, []))
        {
            var chunk = CapitalPart(tokens, noun);
            if (chunk.Count < 2 || Acronym.InitialsOf(text, words.Slice(chunk.First, chunk.Count)) is not { } initials || !unexplained.Contains(initials))
            {
                continue;
            }

            var key = PhraseKey.Of(tokens, chunk);
            names[initials] = names.TryGetValue(initials, out var known) ? known with { IsOnly = known.IsOnly && known.Key == key } : (key, chunk, true);
        }

        foreach (var (initials, name) in names)
        {
            if (name.IsOnly)
            {
                aliases[initials] = name.Name;
            }
        }
    }

    /// <summary>"Marlow Transport Company" of "Marlow Transport Company ferries".</summary>
    private static Chunk CapitalPart(List<PhraseToken> tokens, Chunk chunk)
    {
        var count = chunk.Count;
        while (count > 0 && !tokens[chunk.First + count - 1].IsCapital)
        {
            count--;
        }

        return chunk with { Count = count };
    }
}
