using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>A word of a candidate phrase.</summary>
/// <param name="Key">Its form for comparison.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Sentence">Number of its sentence.</param>
internal readonly record struct PhraseWord(string Key, TextSpan Span, int Sentence);

/// <summary>Cuts a text into runs of neighbouring content words.</summary>
internal sealed class PhraseCandidates
{
    private const int LongestPhrase = 4;

    private PhraseCandidates(string text, IReadOnlyList<IReadOnlyList<PhraseWord>> runs) => (Text, Runs) = (text, runs);

    public string Text { get; }

    /// <summary>The runs in order of appearance.</summary>
    public IReadOnlyList<IReadOnlyList<PhraseWord>> Runs { get; }

    public static PhraseCandidates Find(string text, string? language, IReadOnlyList<TextSpan> sentences)
    {
        var stopWords = StopWords.For(language);
        var runs = new List<IReadOnlyList<PhraseWord>>();
        var run = new List<PhraseWord>();
        for (var s = 0; s < sentences.Count; s++)
        {
            var sentence = sentences[s];
            var end = sentence.Start;
            foreach (var range in new WordEnumerator(sentence.Of(text)))
            {
                var (offset, length) = range.GetOffsetAndLength(sentence.Length);
                var span = new TextSpan(sentence.Start + offset, length);
                var word = span.Of(text);
                if (run.Count == LongestPhrase || !IsOnlySpace(text, end, span.Start))
                {
                    Close();
                }

                end = span.End;
                if (!stopWords.Contains(word) && word.Length > 1 && !char.IsDigit(word[0]))
                {
                    run.Add(new PhraseWord(PhraseKey.Of(word), span, s));
                }
                else
                {
                    Close();
                }
            }

            Close();
        }

        return new PhraseCandidates(text, runs);

        void Close()
        {
            if (run.Count > 0)
            {
                runs.Add([.. run]);
                run.Clear();
            }
        }
    }

    private static bool IsOnlySpace(string text, int from, int to) => text.AsSpan(from, to - from).IsWhiteSpace();
}
