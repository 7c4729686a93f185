using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Pipeline.Core.Queries;
using Pipeline.Functions.Http.Contract;

namespace Pipeline.Functions.Http;

/// <summary>Articles: lists, search, one of them, and what it was made of.</summary>
public sealed class ArticlesApi(Api api, ArticleQueries queries, SearchQuery search)
{
    /// <summary>Articles that meet all filters, newest first.</summary>
    [Function("ListArticles")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.ListArticles, async query =>
        {
            var list = await WithCursorAsync(() => queries.ListPageAsync(ApiParameters.ArticlesOf(query), LimitOf(query), query.Get(ApiParameters.Cursor), cancellationToken));
            return query.Get(ApiParameters.Fields) is { } fields ? Answers.Tagged(new { Articles = list.Articles.Select(article => ArticleFields.Of(article, fields, Answers.Options)), list.Next }) : Answers.Tagged(list);
        });

    /// <summary>Articles whose title or key phrases have some words, newest first.</summary>
    [Function("SearchArticles")]
    public Task<IResult> SearchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/search")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.SearchArticles, async query =>
            Answers.Tagged(await WithCursorAsync(() => search.RunAsync(query.Get(ApiParameters.Query)!, ApiParameters.ArticlesOf(query), LimitOf(query), query.Get(ApiParameters.Cursor), cancellationToken))));

    /// <summary>One article.</summary>
    [Function("GetArticle")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.GetArticle, async _ =>
            Answers.Tagged(await queries.GetAsync(id, cancellationToken) ?? throw ApiException.NotFound("There is no article of this id. An id has 32 hexadecimal digits; GET api/articles lists those there are.")));

    /// <summary>The file that an article was made of: a download, for what it holds is not to be trusted.</summary>
    [Function("GetArticleSource")]
    public Task<IResult> GetSourceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/articles/{id}/source")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.GetArticleSource, async _ =>
        {
            var source = await queries.OpenSourceAsync(id, cancellationToken) ?? throw ApiException.NotFound("There is no file of this article: its id is unknown, or it was deleted.");
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
            return Results.Stream(source.File.Content, "application/octet-stream", source.Name, source.File.LastModified, new EntityTagHeaderValue($"\"{source.File.ETag}\""));
        });

    internal static int LimitOf(ApiQuery query) => query.GetValue(ApiParameters.Limit) ?? ApiParameters.DefaultLimit;

    private static async Task<T> WithCursorAsync<T>(Func<Task<T>> page)
    {
        try
        {
            return await page();
        }
        catch (FormatException)
        {
            throw ApiException.BadRequest("Parameter cursor is the next of a page of these very filters.");
        }
    }
}
