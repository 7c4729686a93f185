using Pipeline.TestSupport;
using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis.Corpus;

/// <summary>The gate: the analyser on news that was labelled by hand may not become worse than it was. tests/README.md says how to raise a floor.</summary>
public sealed class SentimentCorpusTests
{
    private const string FloorsFile = SentimentCorpus.Folder + "/floors.json";
    private const int RankedPhrases = 10;

    [Fact]
    public void The_corpus_does_not_shrink()
    {
        Assert.InRange(SentimentCorpus.Sentences.Count, 300, int.MaxValue);
        Assert.InRange(SentimentCorpus.Sentences.Count(sentence => sentence.Language == "en"), 200, int.MaxValue);
        Assert.InRange(SentimentCorpus.Documents.Count, 20, int.MaxValue);
        Assert.All(new[] { "de", "fr", "es", "it", "pt" }, language => Assert.Contains(SentimentCorpus.Sentences, sentence => sentence.Language == language));
        Assert.Distinct(SentimentCorpus.Sentences.Select(sentence => sentence.Text));
        Assert.DoesNotContain(SentimentCorpus.Sentences, sentence => sentence.Label == SentimentLabel.Mixed);
    }

    [Fact]
    public async Task The_analyser_stays_above_its_floors()
    {
        var faults = Floors.Check(FloorsFile, await MeasureAsync());

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void Every_expected_phrase_stands_in_its_document() => Assert.All(SentimentCorpus.Documents, document =>
        Assert.All(document.Phrases, phrase => Assert.Contains(phrase, document.Title + "\n" + document.Text, StringComparison.OrdinalIgnoreCase)));

    private static async Task<SortedDictionary<string, double>> MeasureAsync()
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var answers = SentimentCorpus.Sentences.Select(s => (s.Language, Answer: (s.Label, OfflineAnalyser.SentimentOf(s.Text, s.Language)))).ToLookup(s => s.Language, s => s.Answer);
        foreach (var language in answers)
        {
            figures[$"sentences/{language.Key}/accuracy"] = SentimentFigures.Accuracy([.. language]);
            figures[$"sentences/{language.Key}/macroF1"] = SentimentFigures.MacroF1([.. language]);
        }

        figures["sentences/en/calibration"] = 1 - SentimentFigures.CalibrationError([.. answers["en"]]);
        var documents = await AnalyseDocumentsAsync();
        figures["documents/labels"] = documents.Average(d => d.Analysis.Sentiment?.Label == d.Truth.Label ? 1.0 : 0.0);
        figures["documents/phraseRecallAt10"] = documents.Average(d => d.Truth.Phrases.Average(phrase =>
            d.Analysis.KeyPhrases.Take(RankedPhrases).Any(found => string.Equals(found.Text, phrase, StringComparison.OrdinalIgnoreCase)) ? 1.0 : 0.0));
        return figures;
    }

    private static async Task<IReadOnlyList<(LabelledDocument Truth, DocumentAnalysis Analysis)>> AnalyseDocumentsAsync()
    {
        var documents = SentimentCorpus.Documents;
        var analyses = await new OfflineAnalyser().AnalyseAsync(
            [.. documents.Select(document => new AnalysisDocument(document.Name, document.Text, document.Language, document.Title))],
            TestContext.Current.CancellationToken);
        return [.. documents.Zip(analyses)];
    }
}
