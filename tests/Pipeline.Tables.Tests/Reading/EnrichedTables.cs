using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>The tables on an account of their own, filled by the test, with the reader's requests counted.</summary>
internal sealed class EnrichedTables
{
    /// <summary>Operations in one transaction.</summary>
    private const int LargestTransaction = 100;

    private readonly TableServiceClient _service;
    private readonly TableServiceClient _counted;
    private readonly RequestCounter _counter = new();

    private EnrichedTables(string account)
    {
        ConnectionString = account;
        _service = new TableServiceClient(account);
        var options = new TableClientOptions();
        options.AddPolicy(_counter, HttpPipelinePosition.PerRetry);
        _counted = new TableServiceClient(account, options);
        Reader = new ArticleReader(_counted);
    }

    public string ConnectionString { get; }

    public TableServiceClient Service => _service;

    public ArticleReader Reader { get; }

    /// <summary>Requests that the reader has sent.</summary>
    public int Requests => _counter.Count;

    /// <summary>Requests that the reader has sent and rows it was sent, since the last time this was asked.</summary>
    public (int Requests, int Rows) TakeCosts() => _counter.Take();

    /// <summary>A reader that also reads texts.</summary>
    public ArticleReader ReaderWith(OpenContent content) => new(_counted, content);

    /// <summary>A reader whose clock stands still.</summary>
    public ArticleReader ReaderAt(DateTimeOffset now) => new(_counted, time: new FakeTimeProvider(now));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EnrichedTables> CreateAsync(AzuriteFixture azurite)
    {
        var tables = new EnrichedTables(await azurite.CreateAccountAsync(Token));
        await Task.WhenAll(TableNames.All.Select(name => tables._service.GetTableClient(name).CreateAsync(Token)));
        return tables;
    }

    /// <summary>An id whose first digit, which chooses the shard, is <paramref name="digit"/>.</summary>
    public static string Id(int digit, int number = 0) => $"{digit:x}{number:x31}";

    public async Task AddAsync<TRow>(string table, TableSchema<TRow> schema, TRow row)
        where TRow : ITableRow, new() => await _service.GetTableClient(table).AddEntityAsync(schema.Write(row), Token);

    public Task AddByDateAsync(string id, DateTimeOffset time) => AddIndexAsync(TableNames.ArticlesByDate, TableKey.ByDate(id, time), id);

    public Task AddBySourceAsync(string id, string source, DateTimeOffset time) => AddIndexAsync(TableNames.ArticlesBySource, TableKey.BySource(id, source, time), id, source);

    public Task AddByPhraseAsync(string id, string phrase, DateTimeOffset time) => AddIndexAsync(TableNames.KeyPhrases, TableKey.ByPhrase(id, phrase, time), id);

    public Task AddChangeAsync(int shard, int sequence) => AddAsync(TableNames.Changes, ChangeRow.Schema, Change(shard, sequence));

    /// <summary>Adds the first changes of a shard.</summary>
    public async Task AddChangesAsync(int shard, int count)
    {
        foreach (var changes in Enumerable.Range(1, count).Chunk(LargestTransaction))
        {
            await _service.GetTableClient(TableNames.Changes).SubmitTransactionAsync(
                changes.Select(sequence => new TableTransactionAction(TableTransactionActionType.Add, ChangeRow.Schema.Write(Change(shard, sequence)))), Token);
        }
    }

    /// <summary>Gives a row another column.</summary>
    public async Task AddColumnAsync(string table, TableKey key, string column, object value) =>
        await _service.GetTableClient(table).UpdateEntityAsync(new TableEntity(key.PartitionKey, key.RowKey) { [column] = value }, ETag.All, TableUpdateMode.Merge, Token);

    /// <summary>Removes an article's row from whichever list holds it.</summary>
    public async Task RemoveAsync(ArticleIndexRow row)
    {
        foreach (var table in new[] { TableNames.ArticlesByDate, TableNames.ArticlesBySource, TableNames.KeyPhrases })
        {
            await _service.GetTableClient(table).DeleteEntityAsync(row.Key.PartitionKey, row.Key.RowKey, cancellationToken: Token);
        }
    }

    /// <summary>Adds all rows of articles, a transaction for each partition.</summary>
    public async Task FillAsync(IEnumerable<NewsArchive.Article> articles)
    {
        foreach (var partition in articles.SelectMany(article => article.Rows()).GroupBy(row => (row.Table, row.Key.PartitionKey)))
        {
            foreach (var rows in partition.Chunk(LargestTransaction))
            {
                await _service.GetTableClient(partition.Key.Table).SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row.Read())), Token);
            }
        }
    }

    /// <summary>The rows that the service finds for an OData filter as it is written.</summary>
    public async Task<IReadOnlyList<TableEntity>> QueryAsync(string table, string filter) =>
        await _service.GetTableClient(table).QueryAsync<TableEntity>(filter, cancellationToken: Token).ToListAsync(Token);

    private static ChangeRow Change(int shard, int sequence) => new()
    {
        Key = TableKey.Change(shard, sequence),
        ArticleId = Id(shard),
        Version = sequence,
        Kind = ChangeKind.Updated,
        Path = $"story-{shard}.txt",
    };

    private Task AddIndexAsync(string table, TableKey key, string id, string source = "north") => AddAsync(table, ArticleIndexRow.Schema, new ArticleIndexRow
    {
        Key = key,
        ArticleId = id,
        Source = source,
        State = ArticleState.Enriched,
    });

    private sealed class RequestCounter : HttpPipelinePolicy
    {
        private int _count;
        private int _taken;
        private int _rows;

        public int Count => Volatile.Read(ref _count);

        public (int Requests, int Rows) Take()
        {
            var taken = Interlocked.Exchange(ref _taken, Count);
            return (Count - taken, Interlocked.Exchange(ref _rows, 0));
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The reader is asynchronous throughout.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref _count);
            await ProcessNextAsync(message, pipeline);
            if (message.Response is { IsError: false, ContentStream: { CanSeek: true } stream })
            {
                using var answer = await JsonDocument.ParseAsync(stream);
                stream.Position = 0;
                Interlocked.Add(ref _rows, answer.RootElement.TryGetProperty("value", out var rows) ? rows.GetArrayLength() : 1);
            }
        }
    }
}
