using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>The tables on an account of their own, filled by the test, with the reader's requests counted.</summary>
internal sealed class EnrichedTables
{
    private readonly TableServiceClient _service;
    private readonly RequestCounter _counter = new();

    private EnrichedTables(string account)
    {
        _service = new TableServiceClient(account);
        var options = new TableClientOptions();
        options.AddPolicy(_counter, HttpPipelinePosition.PerRetry);
        Reader = new ArticleReader(new TableServiceClient(account, options));
    }

    public ArticleReader Reader { get; }

    /// <summary>Requests that the reader has sent.</summary>
    public int Requests => _counter.Count;

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

    /// <summary>The rows that the service finds for an OData filter as it is written.</summary>
    public async Task<IReadOnlyList<TableEntity>> QueryAsync(string table, string filter) =>
        await _service.GetTableClient(table).QueryAsync<TableEntity>(filter, cancellationToken: Token).ToListAsync(Token);

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

        public int Count => Volatile.Read(ref _count);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The reader is asynchronous throughout.");

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref _count);
            return ProcessNextAsync(message, pipeline);
        }
    }
}
