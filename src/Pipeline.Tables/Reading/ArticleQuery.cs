using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>
/// Which articles a list holds. All conditions must hold, and storage applies them all: only what matches is sent. A phrase is looked up in KeyPhrases,
/// else a source in ArticlesBySource, else the days in ArticlesByDate.
/// </summary>
public sealed record ArticleQuery
{
    /// <summary>The first day, UTC.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>The last day, UTC, inclusive. Null: up to the newest article.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The source: first folder of the path. Null: all.</summary>
    public string? Source { get; init; }

    /// <summary>A phrase that is among the article's top 20; case and spacing do not matter. Null: any.</summary>
    public string? Phrase { get; init; }

    /// <summary>The language, an ISO 639-1 code. Null: any.</summary>
    public string? Language { get; init; }

    /// <summary>The state. Null: any that lists hold.</summary>
    public ArticleState? State { get; init; }

    /// <summary>The sentiment: Positive, Neutral, Negative or Mixed. Null: any, also none.</summary>
    public string? Sentiment { get; init; }

    /// <summary>The confidence that the article is positive. Null: any.</summary>
    public ScoreRange? PositiveScore { get; init; }

    /// <summary>The confidence that the article is neutral. Null: any.</summary>
    public ScoreRange? NeutralScore { get; init; }

    /// <summary>The confidence that the article is negative. Null: any.</summary>
    public ScoreRange? NegativeScore { get; init; }

    /// <summary>The cluster of copies, by its ClusterId. Null: any.</summary>
    public string? Cluster { get; init; }

    /// <summary>
    /// Shows each cluster of copies once: by the article that represents it where that is in the list, else (it was deleted, say, or is of another day) by
    /// the first copy that is.
    /// </summary>
    public bool Collapse { get; init; }

    /// <summary>
    /// The columns to read, by their names in <see cref="ArticleIndexRow.Schema"/>; the key comes always. Properties of other columns keep their
    /// defaults. Null: all.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Conditions on columns outside the key, in OData.</summary>
    internal IReadOnlyList<string> Conditions() =>
    [
        .. Equal(Phrase is null ? null : Source, nameof(ArticleIndexRow.Source)),
        .. Equal(Language, nameof(ArticleIndexRow.Language)),
        .. Equal(State?.ToString(), nameof(ArticleIndexRow.State)),
        .. Equal(Sentiment, nameof(ArticleIndexRow.Sentiment)),
        .. Equal(Cluster, "ClusterId"),
        .. Within(PositiveScore, nameof(ArticleIndexRow.PositiveScore)),
        .. Within(NeutralScore, nameof(ArticleIndexRow.NeutralScore)),
        .. Within(NegativeScore, nameof(ArticleIndexRow.NegativeScore)),
    ];

    /// <summary>Whether the list of this query holds the article.</summary>
    internal bool Lists(ArticleRow article) =>
        article.IndexTime is { } time
        && DateOnly.FromDateTime(time.UtcDateTime) is var day && day >= From && !(day > To)
        && (Source is null || article.Source == Source)
        && (Phrase is null || article.KeyPhrases.Select(KeyText.NormalisePhrase).Contains(KeyText.NormalisePhrase(Phrase), StringComparer.Ordinal))
        && (Language is null || article.Language == Language)
        && (State is { } state ? article.State == state : article.State != ArticleState.Deleted)
        && (Sentiment is null || article.Sentiment == Sentiment)
        && (Cluster is null || article.ClusterId == Cluster)
        && Holds(PositiveScore, article.PositiveScore)
        && Holds(NeutralScore, article.NeutralScore)
        && Holds(NegativeScore, article.NegativeScore);

    /// <summary>What makes two queries find the same articles, whatever they read of them.</summary>
    internal string Identity() => string.Join('\n', new[]
    {
        From.ToString("O", CultureInfo.InvariantCulture),
        To?.ToString("O", CultureInfo.InvariantCulture),
        Source,
        Phrase is null ? null : KeyText.NormalisePhrase(Phrase),
    }.Concat(Conditions()));

    private static IEnumerable<string> Equal(string? value, string column) =>
        value is null ? [] : [$"{column} eq {TableClient.CreateQueryFilter($"{value}")}"];

    private static IEnumerable<string> Within(ScoreRange? range, string column) =>
        range is { } scores ? [$"{column} ge {Real(scores.From)}", $"{column} le {Real(scores.To)}"] : [];

    private static bool Holds(ScoreRange? range, double? score) => range is not { } scores || (score >= scores.From && score <= scores.To);

    /// <summary>With a decimal point always: the service compares a whole number with no Double.</summary>
    private static string Real(double value) => value.ToString("0.0###############", CultureInfo.InvariantCulture);
}

/// <summary>Confidence scores from one to another, both inclusive, 0 to 1.</summary>
/// <param name="From">The least.</param>
/// <param name="To">The largest.</param>
public readonly record struct ScoreRange(double From, double To = 1)
{
    private const string Separator = "..";

    /// <summary>Reads "0.5..1"; an end that is left out ("0.5..", "..0.2") is 0 or 1. False when it is no range within 0 and 1.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ScoreRange range)
    {
        range = default;
        if (text?.Split(Separator) is not [var least, var most] || !TryScore(least, 0, out var from) || !TryScore(most, 1, out var to) || from > to)
        {
            return false;
        }

        range = new ScoreRange(from, to);
        return true;
    }

    private static bool TryScore(string text, double otherwise, out double score)
    {
        score = otherwise;
        return text.Length == 0 || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out score) && score is >= 0 and <= 1);
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Articles">The articles, newest first.</param>
/// <param name="Continuation">Asks for the page that follows; null when there is none. After a full last page there is one, and the page that follows is empty.</param>
public sealed record ArticlePage(IReadOnlyList<ArticleIndexRow> Articles, string? Continuation);
