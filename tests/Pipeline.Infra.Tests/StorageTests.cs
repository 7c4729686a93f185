namespace Pipeline.Infra.Tests;

public sealed class StorageTests(Deployments deployments)
{
    private const string AccountType = "Microsoft.Storage/storageAccounts";

    [Fact]
    public void The_account_takes_no_keys_no_old_tls_and_no_anonymous_readers()
    {
        var account = deployments.Full.PropertiesOf(AccountType);

        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Equal("TLS1_2", account.Text("minimumTlsVersion"));
    }

    [Fact]
    public void Every_container_exists() => Assert.Equal(
        ["analysis-cache", "app-package", "articles", "content", "undelivered-events", "upkeep"],
        deployments.Plain.NamesOf($"{AccountType}/blobServices/containers"));

    [Fact]
    public void Every_queue_exists_and_has_its_poison_queue() => Assert.Equal(
        [
            "clean-requests", "clean-requests-poison", "deleted-events", "deleted-events-poison", "enrich-requests",
            "enrich-requests-poison", "reconcile-pages", "reconcile-pages-poison", "webjobs-blobtrigger-poison",
        ],
        deployments.Plain.NamesOf($"{AccountType}/queueServices/queues"));

    [Fact]
    public void Every_table_exists() => Assert.Equal(
        ["AnalysisCache", "Articles", "ArticlesByDate", "ArticlesBySource", "Changes", "DeadLetters", "Fingerprints", "KeyPhrases", "LanguageUsage", "Runs", "Segments"],
        deployments.Plain.NamesOf($"{AccountType}/tableServices/tables"));

    [Fact]
    public void Age_deletes_undelivered_events_and_never_an_article()
    {
        var rules = deployments.Plain.PropertiesOf($"{AccountType}/managementPolicies").GetProperty("policy").GetProperty("rules");

        var deleted =
            from rule in rules.EnumerateArray()
            let definition = rule.GetProperty("definition")
            where definition.GetProperty("actions").GetProperty("baseBlob").TryGetProperty("delete", out _)
            from prefix in definition.GetProperty("filters").Texts("prefixMatch")
            select prefix;

        Assert.Equal(["undelivered-events/"], deleted);
    }
}
