using Microsoft.AspNetCore.Http;
using Pipeline.Core.Queries;
using Pipeline.Functions.Http.Contract;
using Pipeline.Tables;

namespace Pipeline.Functions.Http;

/// <summary>Trends, and the change feed.</summary>
public sealed class ReadersApi(Api api, ArticleQueries queries, TrendQueries trends, TimeProvider time)
{
    private const int UsualSentimentDays = 30;
    private const int UsualPhraseDays = 7;

    /// <summary>Sentiment by day and source.</summary>
    [Function("GetSentimentTrend")]
    public Task<IResult> SentimentAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/trends/sentiment")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.GetSentimentTrend, async query =>
        {
            var (from, to) = Days(query, UsualSentimentDays, TrendQueries.MostSentimentDays);
            return Answers.Tagged(await trends.SentimentAsync(from, to, query.Get(ApiParameters.Source), query.Get(ApiParameters.Language), cancellationToken));
        });

    /// <summary>Rising phrases.</summary>
    [Function("GetPhraseTrends")]
    public Task<IResult> PhrasesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/trends/phrases")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.GetPhraseTrends, async query =>
        {
            var (from, to) = Days(query, UsualPhraseDays, TrendQueries.MostPhraseDays);
            if (from.Year == DateOnly.MinValue.Year)
            {
                throw ApiException.BadRequest("Nothing lies before these days to compare them with.");
            }

            return Answers.Tagged(await trends.PhrasesAsync(from, to, query.Get(ApiParameters.Source), query.Get(ApiParameters.Language), ArticlesApi.LimitOf(query), cancellationToken));
        });

    /// <summary>What has changed since a cursor.</summary>
    [Function("ListChanges")]
    public Task<IResult> ChangesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/changes")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.ListChanges, async query =>
        {
            try
            {
                return Answers.Tagged(await queries.ListChangesAsync(query.Get(ApiParameters.ChangeCursor) ?? ChangeCursor.Start, ArticlesApi.LimitOf(query), cancellationToken));
            }
            catch (InvalidDataException)
            {
                throw ApiException.Conflict("Changes after this cursor have been removed. Read the articles anew, then go on without a cursor.");
            }
        });

    private (DateOnly From, DateOnly To) Days(ApiQuery query, int usual, int most)
    {
        var (from, to) = ApiParameters.Days(query);
        var last = to ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = from ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - usual + 1));
        return (last.DayNumber - first.DayNumber) switch
        {
            < 0 => throw ApiException.BadRequest("Parameter from lies in the future: give to as well."),
            var days when days >= most => throw ApiException.BadRequest($"At most {most} days are compared in a call: bring from and to closer together."),
            _ => (first, last),
        };
    }
}
