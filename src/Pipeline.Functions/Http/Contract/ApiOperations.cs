using Microsoft.AspNetCore.Http;
using Pipeline.Core.Queries;

namespace Pipeline.Functions.Http.Contract;

/// <summary>All operations of the HTTP API.</summary>
public static class ApiOperations
{
    private const string Bytes = "application/octet-stream";

    internal static readonly ApiOperation ListArticles = new("ListArticles", HttpMethods.Get, "api/articles", ApiRole.Reader, "Articles that meet all filters, newest first.")
    {
        Remarks = "Without filters: all articles. The cursor belongs to its filters; fields and limit may change from page to page.",
        Parameters = [.. ApiParameters.Filters, ApiParameters.Fields, ApiParameters.Limit, ApiParameters.Cursor],
        Responses = [Found<ArticleList>("A page of articles."), Unchanged],
    };

    internal static readonly ApiOperation SearchArticles = new("SearchArticles", HttpMethods.Get, "api/search", ApiRole.Reader, "Articles whose title or key phrases have some words, newest first.")
    {
        Remarks = "A call looks through a bounded number of articles: while there is a next, there may be more, also after a page that is not full, or empty. A first day, a source or a language narrow what is looked through.",
        Parameters = [ApiParameters.Query, .. ApiParameters.Filters.Except([ApiParameters.Phrase]), ApiParameters.Limit, ApiParameters.Cursor],
        Responses = [Found<SearchPage>("A page of articles."), Unchanged],
    };

    internal static readonly ApiOperation GetArticle = new("GetArticle", HttpMethods.Get, "api/articles/{id}", ApiRole.Reader, "One article with sections, paragraphs, sentences, scores and key phrases.")
    {
        Responses = [Found<ArticleDetail>("The article."), Unchanged, NoArticle],
    };

    internal static readonly ApiOperation GetArticleSource = new("GetArticleSource", HttpMethods.Get, "api/articles/{id}/source", ApiRole.Reader, "The file that an article was made of, as it was dropped.")
    {
        Remarks = "Comes as a download of no stated type: it may be a page with scripts, and is not to be shown by a browser as this site's own.",
        Responses = [new ApiResponse(StatusCodes.Status200OK, "The bytes.", null, Bytes), Unchanged, NoArticle],
    };

    internal static readonly ApiOperation GetSentimentTrend = new("GetSentimentTrend", HttpMethods.Get, "api/trends/sentiment", ApiRole.Reader, "How articles of each day and source are written: numbers by sentiment, and mean scores.")
    {
        Remarks = "Without days: the last 30.",
        Parameters = [ApiParameters.From, ApiParameters.To, ApiParameters.Source, ApiParameters.Language],
        Responses = [Found<SentimentTrend>("A point for each day and source that has articles."), Unchanged],
    };

    internal static readonly ApiOperation GetPhraseTrends = new("GetPhraseTrends", HttpMethods.Get, "api/trends/phrases", ApiRole.Reader, "Key phrases that more articles have than in the time before.")
    {
        Remarks = "Without days: the last 7.",
        Parameters = [ApiParameters.From, ApiParameters.To, ApiParameters.Source, ApiParameters.Language, ApiParameters.Limit],
        Responses = [Found<PhraseTrends>("The phrases, those that rise most first."), Unchanged],
    };

    internal static readonly ApiOperation ListChanges = new("ListChanges", HttpMethods.Get, "api/changes", ApiRole.Reader, "What has changed since a cursor: each change at least once, those of an article in order.")
    {
        Remarks = "Save the cursor of the answer once its changes are dealt with, and ask again with it.",
        Parameters = [ApiParameters.ChangeCursor, ApiParameters.Limit],
        Responses = [Found<ChangeList>("Changes, and where to go on."), Unchanged],
    };

    internal static readonly ApiOperation GetHealth = new("GetHealth", HttpMethods.Get, "api/health", ApiRole.Reader, "Whether storage and analyser can be worked with, how much is waiting, and how far the budget is spent.")
    {
        Responses = [Found<HealthReport>("All is well."), new ApiResponse(StatusCodes.Status503ServiceUnavailable, "Something is wrong; problem says what.", typeof(HealthReport))],
    };

    internal static readonly ApiOperation UploadArticle = new("UploadArticle", HttpMethods.Post, "api/articles", ApiRole.Operator, "Drops a file, as if into the container.")
    {
        Remarks = "The body is the file, whatever its format; the type is found by its content. The same bytes under the same name change nothing; others take the place of what is there.",
        Parameters = [ApiParameters.Name, ApiParameters.Folder],
        TakesFile = true,
        Responses =
        [
            new ApiResponse(StatusCodes.Status202Accepted, "The file is there and its article on its way; Location says where to look.", typeof(UploadAnswer)),
            Found<UploadAnswer>("These bytes are there already."),
        ],
    };

    internal static readonly ApiOperation ReplayArticles = new("ReplayArticles", HttpMethods.Post, "api/replay", ApiRole.Operator, "Asks again for articles that were given up, and for what is in poison queues.")
    {
        Remarks = "Call it again while isComplete is false.",
        Body = typeof(ReplayOrder),
        Responses = [Found<Core.Upkeep.ReplayReport>("What was done.")],
    };

    internal static readonly ApiOperation ReprocessArticles = new("ReprocessArticles", HttpMethods.Post, "api/reprocess", ApiRole.Operator, "Asks again for stored articles: those that meet conditions, or those that are due.")
    {
        Remarks = "Queues have room for so many at a time: call it again with the run while isComplete is false.",
        Body = typeof(ReprocessOrder),
        Responses = [Found<ReprocessAnswer>("What was done, or would be.")],
    };

    internal static readonly ApiOperation PurgeArticles = new("PurgeArticles", HttpMethods.Post, "api/purge", ApiRole.Operator, "Takes articles down for good: files, rows, texts and cached answers.")
    {
        Remarks = "A dry run says how many they are; the purge wants that number as confirm, and is refused when it has changed. Call it again while isComplete is false.",
        Body = typeof(PurgeOrder),
        Responses = [Found<PurgeAnswer>("What was done, or would be."), new ApiResponse(StatusCodes.Status409Conflict, "The number of articles is another, or a file was dropped again meanwhile.", null, "application/problem+json")],
    };

    internal static readonly ApiOperation GetOpenApi = new("GetOpenApi", HttpMethods.Get, "api/openapi.json", ApiRole.Anyone, "This document.")
    {
        Responses = [new ApiResponse(StatusCodes.Status200OK, "OpenAPI 3.1.", typeof(object)), Unchanged],
    };

    internal static readonly ApiOperation GetDocs = new("GetDocs", HttpMethods.Get, "api/docs", ApiRole.Anyone, "This document, to read and to try out.")
    {
        Responses = [new ApiResponse(StatusCodes.Status200OK, "A page.", null, "text/html"), Unchanged],
    };

    internal static readonly ApiOperation GetDocsScript = new("GetDocsScript", HttpMethods.Get, "api/docs.js", ApiRole.Anyone, "What shows this document.")
    {
        Responses = [new ApiResponse(StatusCodes.Status200OK, "A script.", null, "text/javascript"), Unchanged],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        ListArticles, SearchArticles, GetArticle, GetArticleSource, GetSentimentTrend, GetPhraseTrends, ListChanges, GetHealth,
        UploadArticle, ReplayArticles, ReprocessArticles, PurgeArticles, GetOpenApi, GetDocs, GetDocsScript,
    ];

    private static ApiResponse Unchanged => new(StatusCodes.Status304NotModified, "It is what If-None-Match names.", null, null);

    private static ApiResponse NoArticle => new(StatusCodes.Status404NotFound, "There is no such article.", null, "application/problem+json");

    private static ApiResponse Found<T>(string description) => new(StatusCodes.Status200OK, description, typeof(T));
}
