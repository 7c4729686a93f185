using System.CommandLine;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Commands;

/// <summary>The options by which <c>list</c>, <c>search</c> and <c>export</c> choose articles.</summary>
internal sealed class FilterOptions
{
    /// <summary>Before the first news site: a default range that leaves nothing out, yet is read in bounded time.</summary>
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private readonly TimeProvider _time;
    private readonly Option<DateOnly?> _date = DateOptions.Day("--date", "Only articles of this day (UTC): published, or received when the date is unknown.");
    private readonly Option<DateOnly?> _from = DateOptions.Day("--from", $"First day. Default: {Earliest:yyyy-MM-dd}.");
    private readonly Option<DateOnly?> _to = DateOptions.Day("--to", "Last day, inclusive. Default: tomorrow.");
    private readonly Option<string?> _source = new("--source") { Description = "Only articles of this source.", HelpName = "NAME" };
    private readonly Option<string?> _language = new("--language") { Description = "Only articles in this language, an ISO 639-1 code.", HelpName = "CODE" };
    private readonly Option<SentimentLabel?> _sentiment = new("--sentiment") { Description = "Only articles of this sentiment.", HelpName = "LABEL" };
    private readonly Option<string?> _phrase = new("--phrase") { Description = "Only articles that have this phrase among their top 20.", HelpName = "PHRASE" };
    private readonly Option<ArticleState?> _state = new("--state")
    {
        Description = "Only articles in this state: Enriched, Rejected, Failed or Expanded.",
        HelpName = "STATE",
    };

    private readonly Option<string?> _cluster = new("--cluster") { Description = "Only copies of one text, by their ClusterId.", HelpName = "ID" };
    private readonly Option<ScoreRange?> _positive = RangeOption("--positive");
    private readonly Option<ScoreRange?> _neutral = RangeOption("--neutral");
    private readonly Option<ScoreRange?> _negative = RangeOption("--negative");
    private readonly Option<bool> _collapse = new("--collapse") { Description = "Show copies of one text once." };
    private readonly Option<int?> _limit;
    private readonly int _defaultLimit;

    /// <param name="time">The clock that tells which day tomorrow is.</param>
    /// <param name="defaultLimit">How many articles without --limit; null: all.</param>
    public FilterOptions(TimeProvider time, int? defaultLimit)
    {
        (_time, _defaultLimit) = (time, defaultLimit ?? int.MaxValue);
        _limit = SharedOptions.Limit("", defaultLimit);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _date, _from, _to, _source, _language, _sentiment, _phrase, _state, _cluster, _positive, _neutral, _negative, _collapse, _limit })
        {
            command.Add(option);
        }
    }

    /// <summary>How many articles at most.</summary>
    public int Limit(ParseResult arguments) => arguments.GetValue(_limit) ?? _defaultLimit;

    /// <summary>What the options ask for.</summary>
    /// <exception cref="CommandFailedException">They contradict each other.</exception>
    public ArticleQuery Query(ParseResult arguments)
    {
        var (day, from, to) = (arguments.GetValue(_date), arguments.GetValue(_from), arguments.GetValue(_to));
        if (day is not null && (from ?? to) is not null)
        {
            throw CommandFailedException.Usage("Give either --date, or --from and --to.");
        }

        DateOptions.RequireOrder(from, to);
        var tomorrow = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).AddDays(1);
        return new ArticleQuery
        {
            From = day ?? from ?? Earliest,
            To = day ?? to ?? tomorrow,
            Source = arguments.GetValue(_source),
            Language = arguments.GetValue(_language),
            Sentiment = arguments.GetValue(_sentiment)?.ToString(),
            Phrase = arguments.GetValue(_phrase),
            State = arguments.GetValue(_state),
            Cluster = arguments.GetValue(_cluster),
            PositiveScore = arguments.GetValue(_positive),
            NeutralScore = arguments.GetValue(_neutral),
            NegativeScore = arguments.GetValue(_negative),
            Collapse = arguments.GetValue(_collapse),
        };
    }

    private static Option<ScoreRange?> RangeOption(string name) => new(name)
    {
        Description = "Only articles with a confidence in this range, such as 0.5..1, 0.5.. or ..0.2.",
        HelpName = "FROM..TO",
        CustomParser = result =>
        {
            if (ScoreRange.TryParse(result.Tokens[0].Value, out var range))
            {
                return range;
            }

            result.AddError($"{name} must be a range within 0..1, such as 0.5..1, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
