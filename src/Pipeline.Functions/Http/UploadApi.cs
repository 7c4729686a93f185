using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pipeline.Core;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Functions.Http.Contract;

namespace Pipeline.Functions.Http;

/// <summary>Takes files over HTTP.</summary>
public sealed class UploadApi(Api api, ArticleInbox inbox, ReceiveStage receive, IOptions<PipelineOptions> options)
{
    /// <summary>Bytes of a body that are held in memory; the rest goes to a temporary file.</summary>
    private const int HeldBytes = 1024 * 1024;

    private const int ReadBytes = 64 * 1024;

    /// <summary>Drops the body as a file, as if into the container, and gives it its row, so that the article can be asked for at once.</summary>
    [Function("UploadArticle")]
    public Task<IResult> UploadAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/articles")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.UploadArticle, async query =>
        {
            var path = PathOf(query);
            await BufferAsync(request, options.Value.MaxFileBytes, cancellationToken);
            var isNew = await inbox.PutOnceAsync(path, request.Body, cancellationToken);
            await receive.RunAsync(path, cancellationToken);
            var answer = new UploadAnswer(ArticleIds.FromPath(path), path, isNew);
            request.HttpContext.Response.Headers.Location = $"/api/articles/{answer.Id}";
            return Answers.Json(answer, isNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        });

    private static string PathOf(ApiQuery query)
    {
        var name = query.Get(ApiParameters.Name)!;
        if (query.Get(ApiParameters.Folder) is { } source)
        {
            name = source.Contains('/', StringComparison.Ordinal) ? throw ApiException.BadRequest("Parameter source is one folder, without a slash.") : $"{source}/{name}";
        }

        if (ArticlePath.Fault(name) is { } fault)
        {
            throw ApiException.BadRequest(fault);
        }

        return ArticlePath.IsIgnored(name)
            ? throw ApiException.BadRequest("A file of this name is taken for hidden or unfinished, and never read: use a name that does not start with a dot, and does not end as unfinished downloads do.")
            : name;
    }

    /// <summary>Takes the whole body, so that what is cut off on its way is never dropped.</summary>
    private static async Task BufferAsync(HttpRequest request, long most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            throw ApiException.TooLarge(most);
        }

        request.EnableBuffering(HeldBytes);
        var buffer = new byte[ReadBytes];
        while (await request.Body.ReadAsync(buffer, cancellationToken) > 0)
        {
            if (request.Body.Position > most)
            {
                throw ApiException.TooLarge(most);
            }
        }

        request.Body.Position = 0;
    }
}
