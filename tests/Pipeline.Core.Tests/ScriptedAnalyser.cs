using System.Collections.Concurrent;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests;

/// <summary>An analyser whose answers the test decides: everything is neutral, phrases are the capitalised words, and errors come on order.</summary>
internal sealed class ScriptedAnalyser : IArticleAnalyser
{
    private readonly ConcurrentQueue<object> _troubles = new();

    public AnalyserIdentity Identity { get; set; } = new("scripted", "1");

    public AnalyserLimits Limits => AnalyserLimits.None;

    public int Calls { get; private set; }

    /// <summary>Runs in the middle of the next call.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>The next call answers with this error.</summary>
    public void Answer(AnalysisError error) => _troubles.Enqueue(error);

    /// <summary>The next call throws.</summary>
    public void Throw(Exception exception) => _troubles.Enqueue(exception);

    public async Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken)
    {
        Calls++;
        if (Meanwhile is { } action)
        {
            Meanwhile = null;
            await action();
        }

        if (_troubles.TryDequeue(out var trouble))
        {
            return trouble is AnalysisError error
                ? [.. documents.Select(document => new DocumentAnalysis { Id = document.Id, Error = error })]
                : throw (Exception)trouble;
        }

        return [.. documents.Select(Analyse)];
    }

    private static DocumentAnalysis Analyse(AnalysisDocument document)
    {
        var neutral = new Sentiment(SentimentLabel.Neutral, new ConfidenceScores(0, 1, 0));
        var phrases = document.Text.Split([' ', '\n', '.', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 3 && char.IsUpper(word[0]))
            .Distinct(StringComparer.Ordinal)
            .Select(word => new KeyPhrase(word, null));
        return new DocumentAnalysis
        {
            Id = document.Id,
            Sentiment = neutral,
            Sentences = [new SentenceSentiment(new TextSpan(0, document.Text.Length), neutral)],
            KeyPhrases = [.. phrases],
        };
    }
}
