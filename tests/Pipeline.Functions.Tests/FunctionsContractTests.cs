using Pipeline.LocalHost;

namespace Pipeline.Functions.Tests;

/// <summary>
/// The trigger surface, as deployments, alerts and clients know it. A change here is a change for all of them. The generated functions.metadata of the
/// Azure build says the same; where one is given (PIPELINE_FUNCTIONS_METADATA), it is compared too.
/// </summary>
public sealed class FunctionsContractTests
{
    private static readonly string[] Expected =
    [
        "ArticleDeleted queue deleted-events Storage",
        "ArticleUploaded blob articles/{name} EventGrid Storage",
        "CleanAndSegment queue clean-requests Storage",
        "CleanPoisoned queue clean-requests-poison Storage",
        "DeletedPoisoned queue deleted-events-poison Storage",
        "EnrichArticle queue enrich-requests Storage",
        "EnrichPoisoned queue enrich-requests-poison Storage",
        "GetArticle http get api/articles/{id} Function",
        "GetArticleSource http get api/articles/{id}/source Function",
        "GetDocs http get api/docs Anonymous",
        "GetDocsScript http get api/docs.js Anonymous",
        "GetHealth http get api/health Function",
        "GetOpenApi http get api/openapi.json Anonymous",
        "GetPhraseTrends http get api/trends/phrases Function",
        "GetSentimentTrend http get api/trends/sentiment Function",
        "ListArticles http get api/articles Function",
        "ListChanges http get api/changes Function",
        "PurgeArticles http post api/purge Admin",
        "Reconcile timer %ReconcileSchedule%",
        "ReconcilePage queue reconcile-pages Storage",
        "ReconcilePoisoned queue reconcile-pages-poison Storage",
        "ReplayArticles http post api/replay Admin",
        "Reprocess timer %ReprocessSchedule%",
        "ReprocessArticles http post api/reprocess Admin",
        "SearchArticles http get api/search Function",
        "UploadArticle http post api/articles Admin",
        "UploadPoisoned queue webjobs-blobtrigger-poison Storage",
        "Verify timer %VerifySchedule%",
    ];

    [Fact]
    public void Every_function_is_as_the_contract_says() =>
        Assert.Equal(Expected, Functions.All.Select(function => $"{function.Name} {Describe(function.Trigger)}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_azure_builds_metadata_says_the_same_where_it_is_given()
    {
        var path = Environment.GetEnvironmentVariable("PIPELINE_FUNCTIONS_METADATA");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "PIPELINE_FUNCTIONS_METADATA names no functions.metadata of an Azure build.");

        Assert.Equal(Expected, FunctionsMetadata.Read(path!).Order(StringComparer.Ordinal));
    }

    private static string Describe(TriggerBindingAttribute trigger) => trigger switch
    {
        BlobTriggerAttribute blob => $"blob {blob.BlobPath} {blob.Source} {blob.Connection}",
        QueueTriggerAttribute queue => $"queue {queue.QueueName} {queue.Connection}",
        TimerTriggerAttribute timer => $"timer {timer.Schedule}",
        HttpTriggerAttribute http => $"http {string.Join(',', http.Methods)} {http.Route} {http.AuthLevel}",
        _ => throw new InvalidOperationException($"{trigger.GetType().Name} is not described."),
    };
}
