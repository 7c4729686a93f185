using System.Collections.Frozen;
using Pipeline.Text.Analysis.KeyPhrases;

namespace Pipeline.Text.Analysis.Summaries;

/// <summary>
/// The content words of an article's sentences. Function words are those of the language's list; in a language without one, those that are very short or stand in most sentences.
/// Scripts without spaces go by pairs of characters.
/// </summary>
internal sealed class SentenceWords
{
    private const int ShortestWord = 3;

    /// <summary>Share of the sentences from which a word is a function word, in a text of at least <see cref="FewestSentences"/>.</summary>
    private const double FunctionShare = 0.5;
    private const int FewestSentences = 8;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<TextSpan, HashSet<int>> _bySentence = [];
    private readonly List<int> _sentencesWith = [];

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords;

    public SentenceWords(CleanArticle article)
    {
        _stopWords = StopWords.For(article.Language);
        foreach (var sentence in article.Paragraphs.SelectMany(p => p.Sentences))
        {
            var words = Read(sentence.Of(article.Text));
            _bySentence[sentence] = words;
            foreach (var word in words)
            {
                _sentencesWith[word]++;
            }
        }

        var most = _bySentence.Count < FewestSentences ? int.MaxValue : _bySentence.Count * FunctionShare;
        foreach (var words in _bySentence.Values)
        {
            words.RemoveWhere(word => _sentencesWith[word] > most);
        }
    }

    /// <summary>Content words of a sentence.</summary>
    public IReadOnlySet<int> Of(TextSpan sentence) => _bySentence[sentence];

    /// <summary>How much words have in common with the whole text: the mean of the number of other sentences they stand in, damped so that long sentences gain little.</summary>
    public double Weight(IReadOnlySet<int> words) => words.Count == 0 ? 0 : words.Sum(word => Math.Log(_sentencesWith[word])) / Math.Sqrt(words.Count);

    /// <summary>Share of the smaller set that is in both.</summary>
    public static double InCommon(IReadOnlySet<int> first, IReadOnlySet<int> second)
    {
        var smaller = Math.Min(first.Count, second.Count);
        return smaller == 0 ? 0 : (double)first.Count(second.Contains) / smaller;
    }

    private HashSet<int> Read(ReadOnlySpan<char> sentence)
    {
        const int longestWord = 64;
        Span<char> lower = stackalloc char[longestWord];
        var words = new HashSet<int>();
        foreach (var range in new WordEnumerator(sentence))
        {
            var word = sentence[range];
            if (UnspacedScript.HasAny(word))
            {
                for (var i = 0; i + 1 < word.Length; i++)
                {
                    words.Add(Id(word.Slice(i, 2)));
                }
            }
            else if (word.Length >= ShortestWord && !_stopWords.Contains(word))
            {
                var length = word[..Math.Min(word.Length, longestWord)].ToLowerInvariant(lower);
                words.Add(Id(lower[..length]));
            }
        }

        return words;
    }

    private int Id(ReadOnlySpan<char> word)
    {
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(word, out var id))
        {
            lookup[word] = id = _sentencesWith.Count;
            _sentencesWith.Add(0);
        }

        return id;
    }
}
