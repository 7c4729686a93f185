using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Core.Storage;

/// <summary>Counts the requests that leave a storage client.</summary>
internal sealed class CountingPolicy(StorageOperations operations, string service) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => operations.Count($"{service}.{Operation(message.Request)}");

    private string Operation(Request request)
    {
        var uri = request.Uri.ToUri();
        var method = request.Method.Method;
        return service switch
        {
            "table" => TableOperation(request, uri, method),
            "queue" => QueueOperation(uri, method),
            _ => BlobOperation(uri, method),
        };
    }

    private static string TableOperation(Request request, Uri uri, string method) => method switch
    {
        "GET" => uri.AbsolutePath.Contains("PartitionKey", StringComparison.Ordinal) ? "get" : "query",
        "POST" when uri.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal) => "transaction",
        "POST" when uri.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal) => "create",
        "POST" => "insert",
        "PUT" or "PATCH" => request.Headers.Contains("If-Match") ? "update" : "upsert",
        "DELETE" => "delete",
        _ => method.ToLowerInvariant(),
    };

    private static string QueueOperation(Uri uri, string method) => method switch
    {
        "POST" => "put",
        "GET" when uri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal) => "receive",
        "GET" or "HEAD" => "get",
        "PUT" => uri.AbsolutePath.Contains("/messages/", StringComparison.Ordinal) ? "update" : "create",
        "DELETE" => "delete",
        _ => method.ToLowerInvariant(),
    };

    private static string BlobOperation(Uri uri, string method) => method switch
    {
        "GET" => uri.Query.Contains("comp=list", StringComparison.Ordinal) ? "list" : "get",
        "PUT" => uri.Query.Contains("restype=container", StringComparison.Ordinal) ? "create" : "put",
        _ => method.ToLowerInvariant(),
    };
}
