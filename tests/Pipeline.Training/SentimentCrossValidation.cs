using System.Globalization;

namespace Pipeline.Training;

/// <summary>
/// Compares settings on the sets that may be trained on, and on no others: three folds by a hash of the id. Each round holds out a third of the news and of the editorials, and one
/// of the other domains whole, since that is how the model meets text that it has not been trained for.
/// </summary>
internal static class SentimentCrossValidation
{
    private const int Folds = 3;

    /// <summary>The set that a round leaves out whole, by round; and one that is never left out.</summary>
    private static readonly int[] s_leftOut = [SentimentSettings.Products, SentimentSettings.Tweets, SentimentSettings.Reviews];

    private static readonly int[] s_compared = [SentimentSettings.News, SentimentSettings.Editorials, SentimentSettings.Products, SentimentSettings.Tweets];

    public static void Run(string bench, string npm, IEnumerable<string> names)
    {
        var words = GloveWords.Read(npm);
        foreach (var name in names)
        {
            var settings = Candidates.Named(name);
            var sets = settings.Sets.Select(s => LabelledSentences.Read(Path.Combine(bench, "nlp"), s, words, settings.MixedWeight)).ToList();
            var examples = sets.SelectMany(s => s).ToList();
            var answers = Answers(examples, settings);
            double Of(int domain) => F1(answers[domain].Select(a => (a.Label, a.Highest())));
            var reviews = Of(SentimentSettings.Reviews);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: news {Of(SentimentSettings.News):F2}, editorials {Of(SentimentSettings.Editorials):F2}; unseen: products {Of(SentimentSettings.Products):F2}, tweets {Of(SentimentSettings.Tweets):F2}, reviews (two classes) {reviews:F2}; mean of four {MeanF1(answers, default):F2}; {SentimentCalibration.Fit(answers)}"));
        }
    }

    /// <summary>What networks that had not seen a sentence make of it: by domain, mixed sentences left out.</summary>
    public static ILookup<int, HeldOutAnswer> Answers(List<Example> examples, SentimentSettings settings)
    {
        var rounds = new List<HeldOutAnswer>[Folds];
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, fold => rounds[fold] = Round(examples, settings, fold));
        return rounds.SelectMany(r => r).ToLookup(a => a.Domain);
    }

    /// <summary>The figure by which settings are compared: the mean macro-F1 in per cent of news, editorials, and unseen products and tweets.</summary>
    public static double MeanF1(ILookup<int, HeldOutAnswer> answers, (float Positive, float Neutral) bias) => s_compared.Average(domain => F1(answers[domain].Select(a => (a.Label, a.Highest(bias)))));

    private static List<HeldOutAnswer> Round(List<Example> examples, SentimentSettings settings, int fold)
    {
        bool IsHeld(Example e) => e.Domain is SentimentSettings.News or SentimentSettings.Editorials ? e.Fold % Folds == fold : e.Domain == s_leftOut[fold];
        var networks = SentimentTrainer.Networks([.. examples.Where(e => !IsHeld(e))], settings, threads: 1);
        return [.. examples.Where(e => IsHeld(e) && !e.IsMixed).Select(e => new HeldOutAnswer(e.Domain, e.Label, SentimentTrainer.Mean(networks, e)))];
    }

    /// <summary>Macro-F1 in per cent over the classes that occur.</summary>
    public static double F1(IEnumerable<(int Truth, int Answer)> answers)
    {
        var list = answers.ToList();
        return 100 * Enumerable.Range(0, SentimentNetwork.Classes).Where(k => list.Exists(a => a.Truth == k)).Average(k =>
        {
            var right = list.Count(a => a.Truth == k && a.Answer == k);
            var wrong = list.Count(a => a.Truth == k != (a.Answer == k));
            return 2.0 * right / ((2 * right) + wrong);
        });
    }
}

/// <summary>The settings that are compared. The shipped one is "shipped".</summary>
internal static class Candidates
{
    public static SentimentSettings Named(string name)
    {
        var settings = new SentimentSettings();
        foreach (var change in name.Split('+'))
        {
            var parts = change.Split('=');
            float Value() => float.Parse(parts[1], CultureInfo.InvariantCulture);
            settings = parts[0] switch
            {
                "shipped" => settings,
                "seeds" => settings with { Seeds = (int)Value() },
                "hidden" => settings with { HiddenUnits = (int)Value() },
                "mixed" => settings with { MixedWeight = Value() },
                "epochs" => settings with { Options = settings.Options with { Epochs = (int)Value() } },
                "rate" => settings with { Options = settings.Options with { Rate = Value() } },
                "decay" => settings with { Options = settings.Options with { Decay = Value() } },
                "smoothing" => settings with { Options = settings.Options with { Smoothing = Value() } },
                "ngramrate" => settings with { Options = settings.Options with { NGramRate = Value() } },
                "ngramdrop" => settings with { Options = settings.Options with { NGramDropout = Value() } },
                "densedrop" => settings with { Options = settings.Options with { DenseDropout = Value() } },
                "hiddendrop" => settings with { Options = settings.Options with { HiddenDropout = Value() } },
                _ => settings.Weigh(("sent_" + parts[0], Value())),
            };
        }

        return settings;
    }
}
