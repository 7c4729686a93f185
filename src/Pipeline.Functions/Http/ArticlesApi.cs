using Microsoft.AspNetCore.Http;
using Pipeline.Core.Queries;

namespace Pipeline.Functions.Http;

/// <summary>The query API.</summary>
public sealed class ArticlesApi(ArticleQueries queries, HealthCheck health, TimeProvider time)
{
    /// <summary>One article.</summary>
    [Function("GetArticle")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => await queries.GetAsync(id, cancellationToken) is { } article
            ? Answers.Json(article)
            : Answers.NotFound("There is no article of this id. An id has 32 hexadecimal digits; GET api/articles lists those there are.");

    /// <summary>Articles of a day or a range of days, newest first.</summary>
    [Function("ListArticles")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (filter, limit, problem) = ArticleFilterQuery.Read(request.Query, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return filter is null
            ? Answers.BadRequest(problem!)
            : Answers.Json(await queries.ListPageAsync(filter, limit, null, cancellationToken));
    }

    /// <summary>Whether the pipeline can work, and how much is waiting.</summary>
    [Function("GetHealth")]
    public async Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var report = await health.RunAsync(cancellationToken);
        return Answers.Json(report, report.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
