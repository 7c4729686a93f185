using Microsoft.Extensions.Configuration;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.EndToEnd.Tests;

/// <summary>A storage account as a downstream application and an operator see it.</summary>
internal sealed class Account : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A look at all rows costs the emulator more the more there are: the pause is so many times what the last look took.</summary>
    private const int PausePerLook = 5;

    private readonly StorageOperations _operations = new();
    private readonly StorageConnection _connection;

    private Account(string connectionString)
    {
        ConnectionString = connectionString;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = connectionString }).Build();
        _connection = new StorageConnection(configuration, _operations);
        Storage = new PipelineStorage(_connection);
    }

    public string ConnectionString { get; }

    public PipelineStorage Storage { get; }

    public ArticleReader Reader => new(_connection.Tables);

    public static async Task<Account> CreateAsync(AzuriteFixture azurite, CancellationToken cancellationToken) =>
        await OnAsync(await azurite.CreateAccountAsync(cancellationToken), cancellationToken);

    public static async Task<Account> OnAsync(string connectionString, CancellationToken cancellationToken)
    {
        var account = new Account(connectionString);
        await account.Storage.EnsureCreatedAsync(cancellationToken);
        return account;
    }

    public async Task DropAsync(IEnumerable<GeneratedArticle> articles, CancellationToken cancellationToken)
    {
        var inbox = new ArticleInbox(Storage);
        foreach (var article in articles)
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(article.Text));
            await inbox.PutAsync(article.Path, content, cancellationToken);
        }
    }

    /// <summary>Drops a file of any kind.</summary>
    public async Task DropAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes);
        await new ArticleInbox(Storage).PutAsync(path, content, cancellationToken);
    }

    public async Task<IReadOnlyList<ArticleRow>> RowsAsync(CancellationToken cancellationToken, params string[] columns)
    {
        var rows = new List<ArticleRow>();
        await foreach (var row in new ArticleStore(Storage).QueryAsync("", columns.Length == 0 ? null : columns, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Waits until so many articles have left the state Received.</summary>
    public Task WaitForProgressAsync(HostProcess host, int count, CancellationToken cancellationToken) =>
        WaitAsync(host, rows => rows.Count(row => row.State != ArticleState.Received) >= count, cancellationToken);

    /// <summary>Waits until so many articles have rows.</summary>
    public Task WaitForRowsAsync(HostProcess host, int count, CancellationToken cancellationToken) => WaitAsync(host, rows => rows.Count >= count, cancellationToken);

    /// <summary>Waits until so many articles have reached an end, with nothing left to be done for them.</summary>
    public Task WaitForEndAsync(HostProcess host, int count, CancellationToken cancellationToken) =>
        WaitAsync(host, rows => rows.Count(IsDone) >= count, cancellationToken);

    public Task<IReadOnlyList<string>> FactsAsync(CancellationToken cancellationToken) => StorageFacts.ReadAsync(_connection.Tables, Storage.Content, cancellationToken);

    public Task<IReadOnlySet<string>> ChangesAsync(CancellationToken cancellationToken) => StorageFacts.ChangesAsync(_connection.Tables, cancellationToken);

    public void Dispose() => _operations.Dispose();

    private static bool IsDone(ArticleRow row) => row.State is ArticleState.Enriched or ArticleState.Expanded or ArticleState.Rejected or ArticleState.Failed && row.ChangeOwed is null;

    private async Task WaitAsync(HostProcess host, Func<IReadOnlyList<ArticleRow>, bool> isReached, CancellationToken cancellationToken)
    {
        while (true)
        {
            var started = TimeProvider.System.GetTimestamp();
            if (isReached(await RowsAsync(cancellationToken, "PartitionKey", "RowKey", nameof(ArticleRow.State), nameof(ArticleRow.ChangeOwed))))
            {
                return;
            }

            await host.ThrowIfEndedAsync();
            var pause = TimeProvider.System.GetElapsedTime(started) * PausePerLook;
            await Task.Delay(pause > PollInterval ? pause : PollInterval, TimeProvider.System, cancellationToken);
        }
    }
}
