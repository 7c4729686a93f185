using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests;

/// <summary>The pipeline on a storage account of its own, with the queues worked off by the test instead of a host.</summary>
internal sealed class PipelineHarness : IAsyncDisposable
{
    private static readonly JsonSerializerOptions MessageJson = new() { PropertyNameCaseInsensitive = true };

    private readonly ServiceProvider _services;

    private PipelineHarness(ServiceProvider services, string connectionString, FakeTimeProvider time, ScriptedAnalyser analyser) =>
        (_services, ConnectionString, Time, Analyser) = (services, connectionString, time, analyser);

    /// <summary>The pipeline with Azure AI Language as <paramref name="service"/> plays it, in real time, over <paramref name="client"/> where one is given.</summary>
    public static async Task<PipelineHarness> CreateAsync(AzuriteFixture azurite, LanguageService service, Dictionary<string, string?>? settings = null, ILanguageClient? client = null) =>
        await OnAsync(await azurite.CreateAccountAsync(TestContext.Current.CancellationToken), service, settings, client);

    /// <summary>Another process on the storage of <paramref name="connectionString"/>.</summary>
    public static async Task<PipelineHarness> OnAsync(string connectionString, LanguageService service, Dictionary<string, string?>? settings = null, ILanguageClient? client = null)
    {
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Language:Endpoint"] = service.Address.ToString(),
            ["Language:Key"] = new StandInOptions().Key,
        };
        var services = Services(connectionString, all);
        if (client is not null)
        {
            services.AddSingleton(client);
        }

        var harness = new PipelineHarness(services.BuildServiceProvider(), connectionString, new FakeTimeProvider(), new ScriptedAnalyser());
        await harness.Storage.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    public string ConnectionString { get; }

    public FakeTimeProvider Time { get; }

    public ScriptedAnalyser Analyser { get; }

    public PipelineStorage Storage => Get<PipelineStorage>();

    public ArticleReader Reader => Get<ArticleReader>();

    public StorageOperations Operations => Get<StorageOperations>();

    public static Task<PipelineHarness> CreateAsync(AzuriteFixture azurite, Dictionary<string, string?>? settings = null) => CreateAsync(azurite, settings, new FakeTimeProvider());

    /// <summary>The pipeline on a clock of the test's own.</summary>
    public static async Task<PipelineHarness> CreateAsync(AzuriteFixture azurite, Dictionary<string, string?>? settings, FakeTimeProvider time)
    {
        time.SetUtcNow(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        var connectionString = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        var harness = Build(connectionString, settings, time);
        await harness.Storage.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        harness.Operations.Reset();
        return harness;
    }

    /// <summary>The pipeline as it is without any setting: analysed offline, in real time.</summary>
    public static async Task<PipelineHarness> CreateOfflineAsync(AzuriteFixture azurite)
    {
        var connectionString = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        var harness = new PipelineHarness(Services(connectionString, null).BuildServiceProvider(), connectionString, new FakeTimeProvider(), new ScriptedAnalyser());
        await harness.Storage.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    /// <summary>Another process on the same storage.</summary>
    public PipelineHarness Another(Dictionary<string, string?>? settings = null) => Build(ConnectionString, settings, Time);

    private static PipelineHarness Build(string connectionString, Dictionary<string, string?>? settings, FakeTimeProvider time)
    {
        var analyser = new ScriptedAnalyser();
        var services = Services(connectionString, settings).AddSingleton<TimeProvider>(time).AddSingleton<IArticleAnalyser>(analyser).BuildServiceProvider();
        return new PipelineHarness(services, connectionString, time, analyser);
    }

    private static IServiceCollection Services(string connectionString, Dictionary<string, string?>? settings) =>
        new ServiceCollection().AddLogging().AddPipeline(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(settings ?? []) { ["Storage"] = connectionString })
            .Build());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<string> DropAsync(string path, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Get<ArticleInbox>().PutAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Drops a file of any kind.</summary>
    public async Task<string> DropAsync(string path, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await Get<ArticleInbox>().PutAsync(path, content, TestContext.Current.CancellationToken);
    }

    public Task ReceiveAsync(string path) => Get<ReceiveStage>().RunAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Leaves the row as a stage does that threw at every attempt.</summary>
    public async Task ExhaustAsync(string articleId)
    {
        var row = (await Get<ArticleStore>().GetAsync(articleId, TestContext.Current.CancellationToken))!;
        row.Attempts = 5;
        Assert.True(await Get<ArticleStore>().TryCommitAsync(row, TestContext.Current.CancellationToken));
    }

    /// <summary>Drops a file and takes it through all stages.</summary>
    public async Task<ArticleRow> ProcessAsync(string path, string text)
    {
        var id = await DropAsync(path, text);
        await ReceiveAsync(path);
        await WorkOffAsync();
        return (await Reader.GetArticleAsync(id, TestContext.Current.CancellationToken))!;
    }

    /// <summary>Works until both queues are empty. Returns the messages that were handled, as they were.</summary>
    public async Task<IReadOnlyList<object>> WorkOffAsync()
    {
        var handled = new List<object>();
        while (true)
        {
            if (await TakeAsync<CleanRequest>(PipelineStorage.CleanQueue) is { } clean)
            {
                await Get<CleanStage>().RunAsync(clean, TestContext.Current.CancellationToken);
                handled.Add(clean);
            }
            else if (await TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue) is { } enrich)
            {
                await Get<EnrichStage>().RunAsync(enrich, TestContext.Current.CancellationToken);
                handled.Add(enrich);
            }
            else
            {
                return handled;
            }
        }
    }

    /// <summary>Runs Reprocess, as its timer does, until the article goes on.</summary>
    public async Task<ArticleRow> ResumedAsync(string articleId)
    {
        while (true)
        {
            await Get<Reprocessor>().RunAsync(TestContext.Current.CancellationToken);
            await WorkOffAsync();
            var row = (await Reader.GetArticleAsync(articleId, TestContext.Current.CancellationToken))!;
            if (row.State == ArticleState.Enriched)
            {
                return row;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async Task<T?> TakeAsync<T>(string queue)
        where T : class
    {
        var message = (await Storage.Queue(queue).ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        if (message is null)
        {
            return null;
        }

        await Storage.Queue(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt, TestContext.Current.CancellationToken);
        return message.Body.ToObjectFromJson<T>(MessageJson);
    }

    /// <inheritdoc cref="StorageFacts.RowsAsync"/>
    public Task<IReadOnlyList<string>> RowsAsync(string table) => StorageFacts.RowsAsync(Get<TableServiceClient>(), table, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<string>> ContentNamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Storage.Content.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <inheritdoc cref="StorageFacts.ReadAsync"/>
    public Task<IReadOnlyList<string>> AllFactsAsync() => StorageFacts.ReadAsync(Get<TableServiceClient>(), Storage.Content, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}
