using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline trends</c>: sentiment by day and source, or the phrases that rise.</summary>
internal sealed class TrendsCommand : Command
{
    private const string Sentiment = "sentiment";
    private const string Phrases = "phrases";
    private const int DefaultDays = 7;
    private const int DefaultLimit = 20;

    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Argument<string> _what = new("WHAT")
    {
        Description = $"{Sentiment}: by day and source; {Phrases}: those that rise against the time before. Default: {Sentiment}.",
        DefaultValueFactory = _ => Sentiment,
    };

    private readonly Option<DateOnly?> _from = DateOptions.Day("--from", $"First day (UTC). Default: {DefaultDays} days, the last among them.");
    private readonly Option<DateOnly?> _to = DateOptions.Day("--to", "Last day, inclusive. Default: today.");
    private readonly Option<string?> _source = new("--source") { Description = "Only articles of this source.", HelpName = "NAME" };
    private readonly Option<string?> _language = new("--language") { Description = "Only articles in this language, an ISO 639-1 code.", HelpName = "CODE" };
    private readonly Option<int?> _limit = SharedOptions.Limit(" phrases", DefaultLimit);
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public TrendsCommand(Terminal terminal, TimeProvider time)
        : base("trends", "Show sentiment by day and source, or the phrases that rise.")
    {
        (_terminal, _time) = (terminal, time);
        _what.AcceptOnlyFromAmong(Sentiment, Phrases);
        Add(_what);
        foreach (var option in new Option[] { _from, _to, _source, _language, _limit, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var to = arguments.GetValue(_to) ?? DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var from = arguments.GetValue(_from) ?? to.AddDays(1 - DefaultDays);
        DateOptions.RequireOrder(from, to);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var trends = services.GetRequiredService<TrendQueries>();
        var (source, language) = (arguments.GetValue(_source), arguments.GetValue(_language));
        var asJson = arguments.GetValue(SharedOptions.Json);
        try
        {
            var isComplete = arguments.GetRequiredValue(_what) == Phrases
                ? Write(await trends.PhrasesAsync(from, to, source, language, arguments.GetValue(_limit) ?? DefaultLimit, cancellationToken), asJson)
                : Write(await trends.SentimentAsync(from, to, source, language, cancellationToken), asJson);
            if (!isComplete)
            {
                _terminal.WriteError($"There are more than {TrendQueries.MostArticles:N0} articles: only the newest were counted.");
            }
        }
        catch (ArgumentException exception)
        {
            throw CommandFailedException.Usage(exception.Message);
        }

        return ExitCode.Success;
    }

    private bool Write(SentimentTrend trend, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(trend);
            return trend.IsComplete;
        }

        foreach (var point in trend.Points)
        {
            _terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Day:yyyy-MM-dd}  {point.Articles,6:N0}  {point.MeanPositive:F2}/{point.MeanNeutral:F2}/{point.MeanNegative:F2}  {point.Positive} positive, {point.Neutral} neutral, {point.Negative} negative, {point.Mixed} mixed  {SafeText.Line(point.Source)}"));
        }

        return trend.IsComplete;
    }

    private bool Write(PhraseTrends trends, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(trends);
            return trends.IsComplete;
        }

        foreach (var phrase in trends.Phrases)
        {
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phrase.Score,6:F2}  {phrase.Articles,5:N0} of {trends.Articles:N0}, before {phrase.BaselineArticles:N0} of {trends.BaselineArticles:N0}  {SafeText.Line(phrase.Phrase)}"));
        }

        return trends.IsComplete;
    }
}
