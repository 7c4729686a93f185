using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>Maps an analyser's sentences to the library's own by overlap. Segments are asked in order, so that the whole costs one pass.</summary>
/// <param name="analysed">The analyser's sentences with spans in the clean text, in order.</param>
internal sealed class SentenceMap(IReadOnlyList<SentenceSentiment> analysed)
{
    private int _first;

    /// <summary>The sentences of <paramref name="segment"/> that the analyser said something about.</summary>
    public IReadOnlyList<SentenceSentiment> Of(Segment segment)
    {
        IReadOnlyList<TextSpan> spans = segment.Sentences.Count > 0 ? segment.Sentences : [segment.Span];
        var sentences = new List<SentenceSentiment>(spans.Count);
        foreach (var span in spans)
        {
            if (Combined(span) is { } sentiment)
            {
                sentences.Add(new SentenceSentiment(span, sentiment));
            }
        }

        return sentences;
    }

    private Sentiment? Combined(TextSpan span)
    {
        while (_first < analysed.Count && analysed[_first].Span.End <= span.Start)
        {
            _first++;
        }

        Sentiment? only = null;
        double positive = 0, neutral = 0, negative = 0;
        var count = 0;
        for (var i = _first; i < analysed.Count && analysed[i].Span.Start < span.End; i++)
        {
            var overlap = Math.Min(span.End, analysed[i].Span.End) - Math.Max(span.Start, analysed[i].Span.Start);
            if (overlap <= 0)
            {
                continue;
            }

            only = analysed[i].Sentiment;
            positive += only.Scores.Positive * overlap;
            neutral += only.Scores.Neutral * overlap;
            negative += only.Scores.Negative * overlap;
            count++;
        }

        if (count <= 1)
        {
            return only;
        }

        var scores = ConfidenceScores.FromWeights(positive, neutral, negative);
        return new Sentiment(scores.Highest, scores);
    }
}
