namespace Pipeline.Training;

/// <summary>A labelled set that the model may learn from.</summary>
/// <param name="Set">File name without extension.</param>
/// <param name="Domain">Sets of one domain share a bias; the shipped model has that of <see cref="SentimentSettings.News"/>.</param>
/// <param name="Weight">What one sentence counts.</param>
/// <param name="Licence">Name and licence.</param>
internal sealed record TrainingSet(string Set, int Domain, float Weight, string Licence);

/// <summary>All that <c>crossvalidate</c> may choose.</summary>
internal sealed record SentimentSettings
{
    /// <summary>The domain whose bias the shipped model has.</summary>
    public const int News = 0;

    public const int Editorials = 1;
    public const int Reviews = 4;
    public const int Products = 5;
    public const int Tweets = 6;
    public const int Domains = 7;

    /// <summary>How many networks are averaged.</summary>
    public int Seeds { get; init; } = 3;

    public int HiddenUnits { get; init; } = 64;

    /// <summary>What a sentence that is labelled mixed counts as a neutral one, in proportion to the others of its set; 0 to leave it out.</summary>
    public float MixedWeight { get; init; } = 1;

    public TrainingOptions Options { get; init; } = new();

    public IReadOnlyList<TrainingSet> Sets { get; init; } =
    [
        new("sent_newsmtsc_train", News, 4, "NewsMTSC, MIT"),
        new("sent_vader_nyt", Editorials, 3, "VADER NYT editorials, MIT"),
        new("sent_xed_en", 2, 0.3f, "XED, CC BY 4.0"),
        new("sent_goemotions_train", 3, 0.6f, "GoEmotions, Apache-2.0"),
        new("sent_goemotions_dev", 3, 0.3f, "GoEmotions, Apache-2.0"),
        new("sent_uci", Reviews, 1, "UCI sentiment labelled sentences, CC BY 4.0"),
        new("sent_vader_amazon", Products, 1, "VADER Amazon snippets, MIT"),
        new("sent_vader_vtweets", Tweets, 1, "VADER tweets, MIT"),
    ];

    /// <summary>The same with other weights for some sets.</summary>
    public SentimentSettings Weigh(params (string Set, float Weight)[] weights) => this with
    {
        Sets = [.. Sets.Select(set => weights.FirstOrDefault(w => w.Set == set.Set) is { Set: not null } found ? set with { Weight = found.Weight } : set)],
    };
}
