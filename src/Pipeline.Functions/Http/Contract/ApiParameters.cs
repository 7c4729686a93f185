using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Functions.Http.Contract;

/// <summary>The parameters of all operations.</summary>
internal static partial class ApiParameters
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 500;
    private const int LongestName = 256;
    private const int LongestPhrase = 512;
    private const int LongestCursor = 1024;
    private const int LongestPath = 1024;

    private const string NoControls = @"^[^\u0000-\u001f\u007f-\u009f]*$";
    private const string LanguageCode = "^[a-z]{2,3}$";
    private const string ClusterId = "^[0-9a-f]{32}-[0-9a-f]{8}$";
    private const string SomeScore = @"(0|1|0?\.[0-9]{1,6}|1\.0{1,6})";
    private const string Scores = $@"^{SomeScore}?\.\.{SomeScore}?$";
    private const string FeedCursor = @"^[0-9]{1,18}(\.[0-9]{1,18}){15}$";

    public static readonly ApiParameter<DateOnly> Date = Day("date", "Only articles of this day, UTC: published, or received when the date is unknown.");
    public static readonly ApiParameter<DateOnly> From = Day("from", "The first day, UTC.");
    public static readonly ApiParameter<DateOnly> To = Day("to", "The last day, UTC, inclusive.");
    public static readonly ApiParameter<string> Source = Text("source", "Only articles of this source: the first folder of the path.", LongestName);
    public static readonly ApiParameter<string> Phrase = Text("phrase", "Only articles that have this phrase among their top 20; case and spacing do not matter.", LongestPhrase);

    public static readonly ApiParameter<string> Language = new(
        "language", "Only articles in this language, an ISO 639-1 code.", Pattern(LanguageCode), "a code of two or three letters, such as en", text => LanguageCodes().IsMatch(text) ? text : null);

    public static readonly ApiParameter<string> Cluster = new(
        "cluster", "Only copies of one text, by their clusterId.", Pattern(ClusterId), "a clusterId as articles have it", text => ClusterIds().IsMatch(text) ? text : null);

    public static readonly ApiParameter<ArticleState> State = new(
        "state",
        "Only articles in this state. Articles on their way are in no list.",
        Enumeration(ArticleQueries.ListedStates.Select(state => state.ToString())),
        $"one of {string.Join(", ", ArticleQueries.ListedStates)}: articles on their way are in no list",
        ParseState);

    public static readonly ApiParameter<string> Sentiment = OneOf("sentiment", "Only articles of this sentiment.", "Positive", "Neutral", "Negative", "Mixed");
    public static readonly ApiParameter<ScoreRange> Positive = Score("positive");
    public static readonly ApiParameter<ScoreRange> Neutral = Score("neutral");
    public static readonly ApiParameter<ScoreRange> Negative = Score("negative");

    public static readonly ApiParameter<bool> Collapse = new(
        "collapse",
        "Shows copies of one text once.",
        new JsonObject { ["type"] = "boolean", ["default"] = false },
        "true or false",
        text => text switch { "true" => true, "false" => false, _ => null });

    public static readonly ApiParameter<IReadOnlyList<string>> Fields = new(
        "fields",
        $"Only these fields of each article, with commas between them: {string.Join(", ", ArticleFields.All)}.",
        Pattern($"^({string.Join('|', ArticleFields.All)})(,({string.Join('|', ArticleFields.All)}))*$"),
        $"names with commas between them, of {string.Join(", ", ArticleFields.All)}",
        text => text.Split(',') is var names && names.All(ArticleFields.All.Contains) ? names : null);

    public static readonly ApiParameter<int> Limit = Number("limit", "At most so many.", LargestLimit, DefaultLimit);

    public static readonly ApiParameter<string> Cursor = Text("cursor", "The next of the page before; without it, the first page comes.", LongestCursor);

    public static readonly ApiParameter<ChangeCursor> ChangeCursor = new(
        "cursor",
        "The cursor of the answer before; without it, the feed comes from its beginning.",
        Pattern(FeedCursor),
        "the cursor of an answer of this feed",
        text => FeedCursors().IsMatch(text) && Tables.ChangeCursor.TryParse(text, out var cursor) ? cursor : null);

    public static readonly ApiParameter<string> Query = new(
        "q",
        "Words that begin words of the title or of a key phrase, in any order; or a whole key phrase.",
        new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = SearchQuery.LongestText, ["pattern"] = NoControls },
        $"a text of 1 to {SearchQuery.LongestText} characters with a word in it",
        text => SearchQuery.IsSearch(text) ? text : null)
    {
        IsRequired = true,
    };

    public static readonly ApiParameter<string> Name = Text("name", "Name of the file; may have folders.", LongestPath, isRequired: true);
    public static readonly ApiParameter<string> Folder = Text("source", "The source that the file is filed under; without it, the first folder of its name.", LongestName);

    /// <summary>The filters of every list.</summary>
    public static IReadOnlyList<ApiParameter> Filters { get; } = [Date, From, To, Source, Language, Sentiment, Positive, Neutral, Negative, Phrase, State, Cluster, Collapse];

    /// <summary>The query that the filters make.</summary>
    /// <exception cref="ApiException">They contradict each other.</exception>
    public static ArticleQuery ArticlesOf(ApiQuery query)
    {
        var (from, to) = Days(query);
        return new ArticleQuery
        {
            From = from ?? DateOnly.MinValue,
            To = to,
            Source = query.Get(Source),
            Language = query.Get(Language),
            Sentiment = query.Get(Sentiment),
            PositiveScore = query.GetValue(Positive),
            NeutralScore = query.GetValue(Neutral),
            NegativeScore = query.GetValue(Negative),
            Phrase = query.Get(Phrase),
            State = query.GetValue(State),
            Cluster = query.Get(Cluster),
            Collapse = query.GetValue(Collapse) ?? false,
            Columns = query.Get(Fields) is { } fields ? ArticleFields.ColumnsOf(fields) : null,
        };
    }

    /// <summary>The first and the last day.</summary>
    /// <exception cref="ApiException">They contradict each other.</exception>
    public static (DateOnly? From, DateOnly? To) Days(ApiQuery query)
    {
        var (date, from, to) = (query.GetValue(Date), query.GetValue(From), query.GetValue(To));
        if (date is not null && (from ?? to) is not null)
        {
            throw ApiException.BadRequest("Give date, or from and to, not both.");
        }

        return from > to ? throw ApiException.BadRequest("Parameter from is later than to.") : (date ?? from, date ?? to);
    }

    private static ApiParameter<DateOnly> Day(string name, string description) => new(
        name,
        description,
        new JsonObject { ["type"] = "string", ["format"] = "date" },
        "a day, such as 2021-08-17",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private static ApiParameter<string> Text(string name, string description, int longest, bool isRequired = false) => new(
        name,
        description,
        new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest, ["pattern"] = NoControls },
        $"a text of 1 to {longest} characters without control characters",
        text => text.EnumerateRunes().Count() <= longest ? text : null)
    {
        IsRequired = isRequired,
    };

    private static ApiParameter<ScoreRange> Score(string label) => new(
        label,
        $"Only articles whose {label} score, 0 to 1, is in this range: a least and a largest, such as 0.5..1, 0.5.. or ..0.2.",
        Pattern(Scores),
        "a range of scores from 0 to 1, such as 0.5..1",
        ParseScores);

    private static object? ParseScores(string text) =>
        ScoreRanges().IsMatch(text) && ScoreRange.TryParse(text, out var range) ? range : null;

    private static ApiParameter<string> OneOf(string name, string description, params string[] values) => new(
        name, description, Enumeration(values), $"one of {string.Join(", ", values)}", text => Find(values, text));

    private static ApiParameter<int> Number(string name, string description, int largest, int usual) => new(
        name,
        description,
        new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = largest, ["default"] = usual },
        $"a number from 1 to {largest}",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest ? number : null);

    /// <summary>Not Enum.TryParse: it takes numbers, and adds up names between commas.</summary>
    private static object? ParseState(string text) =>
        Find([.. ArticleQueries.ListedStates.Select(state => state.ToString())], text) is { } name ? Enum.Parse<ArticleState>(name) : null;

    private static string? Find(IReadOnlyList<string> values, string text) => values.FirstOrDefault(value => value == text);

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Enumeration(IEnumerable<string> values) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    [GeneratedRegex(LanguageCode, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LanguageCodes();

    [GeneratedRegex(ClusterId, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ClusterIds();

    [GeneratedRegex(Scores, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ScoreRanges();

    [GeneratedRegex(FeedCursor, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FeedCursors();
}
