using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>What can go wrong in a store, for the verifier to find.</summary>
internal static class VerifierDamage
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Does the damage to an article that is whole, or beside it.</summary>
    public static async Task PlantAsync(PipelineHarness pipeline, string what, ArticleRow row)
    {
        var table = pipeline.Storage.Table;
        var entries = IndexEntry.For(row);
        var stranger = ArticleIds.FromPath("nobody");
        var fingerprint = Fingerprint.Parse(row.Fingerprint!);
        var texts = table(PipelineStorage.FingerprintsTable);
        switch (what)
        {
            case "a row by phrase of an earlier version":
                await AddAsync(TableNames.KeyPhrases, TableKey.ByPhrase(row.ArticleId, "what nobody wrote", row.IndexTime!.Value), row.ArticleId);
                break;
            case "a row by date without an article":
                await AddAsync(TableNames.ArticlesByDate, TableKey.ByDate(stranger, row.IndexTime!.Value), stranger);
                break;
            case "a segment of an earlier enrichment":
                await AddAsync(TableNames.Segments, TableKey.Segment(row.ArticleId, stranger, 0), row.ArticleId);
                break;
            case "a segment without an article":
                await AddAsync(TableNames.Segments, TableKey.Segment(stranger, stranger, 0), stranger);
                break;
            case "a clean article that a crash left":
                await PutAsync(ContentStore.CleanName(row.ArticleId, stranger));
                break;
            case "content without an article":
                await PutAsync(ContentStore.EnrichedName(stranger, stranger));
                break;
            case "a text of an earlier version":
                await AddTextAsync(row.ArticleId, "0ddba11e");
                break;
            case "a text without an article":
                await AddTextAsync(stranger, fingerprint.Version);
                break;
            case "an earlier text among those of a key":
                await ListAsync(KeyRow.NameOf(TableKey.NewestFirst(row.Received, row.ArticleId), "0ddba11e"));
                break;
            case "a text without an article among those of a key":
                await ListAsync(KeyRow.NameOf(TableKey.NewestFirst(row.Received, stranger), fingerprint.Version));
                break;
            case "no text":
                await texts.DeleteEntityAsync(row.ArticleId, fingerprint.Version, ETag.All, Cancel);
                break;
            case "no row by date":
                await DeleteAsync(entries.First(entry => entry.Kind == IndexKind.ByDate));
                break;
            case "no row by source":
                await DeleteAsync(entries.First(entry => entry.Kind == IndexKind.BySource));
                break;
            case "no row of a phrase":
                await DeleteAsync(entries.Last(entry => entry.Kind == IndexKind.ByPhrase));
                break;
            case "another title in a list":
                await ChangeAsync(TableNames.ArticlesByDate, entries.First(entry => entry.Kind == IndexKind.ByDate).Key, "Title", "Another");
                break;
            case "a segment less":
                var last = TableKey.Segment(row.ArticleId, row.EnrichmentHash!, row.SegmentCount!.Value - 1);
                await table(TableNames.Segments).DeleteEntityAsync(last.PartitionKey, last.RowKey, ETag.All, Cancel);
                break;
            case "another sentiment of a segment":
                await ChangeAsync(TableNames.Segments, TableKey.Segment(row.ArticleId, row.EnrichmentHash!, 0), "Sentiment", "Mixed");
                break;
            case "no clean article":
                await pipeline.Storage.Content.DeleteBlobAsync(ContentStore.CleanName(row.ArticleId, row.CleanHash!), cancellationToken: Cancel);
                break;
            case "no enrichment":
                await pipeline.Storage.Content.DeleteBlobAsync(ContentStore.EnrichedName(row.ArticleId, row.EnrichmentHash!), cancellationToken: Cancel);
                break;
            case "other bytes of the clean article":
                await PutAsync(ContentStore.CleanName(row.ArticleId, row.CleanHash!));
                break;
            case "other bytes of the enrichment":
                await PutAsync(ContentStore.EnrichedName(row.ArticleId, row.EnrichmentHash!));
                break;
            case "another title in the article":
                await ChangeAsync(TableNames.Articles, row.Key, "Title", "Another");
                break;
            case "enriched without an enrichment":
                await ChangeAsync(TableNames.Articles, row.Key, "EnrichmentHash", null);
                break;
            case "received and forgotten":
                await ChangeAsync(TableNames.Articles, row.Key, "State", "Received");
                break;
            case "a change owed":
                await ChangeAsync(TableNames.Articles, row.Key, "ChangeOwed", "Updated");
                break;
            case "no change":
                await DeleteChangeAsync(row.Version);
                break;
            default:
                await DeleteChangeAsync(1);
                break;
        }

        Task AddAsync(string name, TableKey key, string id) => table(name).AddEntityAsync(new TableEntity(key.PartitionKey, key.RowKey) { ["ArticleId"] = id }, Cancel);

        async Task AddTextAsync(string id, string version)
        {
            TableEntity text = await texts.GetEntityAsync<TableEntity>(row.ArticleId, fingerprint.Version, cancellationToken: Cancel);
            (text.PartitionKey, text.RowKey) = (id, version);
            await texts.AddEntityAsync(text, Cancel);
        }

        async Task ListAsync(string name)
        {
            var key = KeyRow.Read(await texts.GetEntityAsync<TableEntity>(fingerprint.Keys[0], KeyRow.RowKey, cancellationToken: Cancel));
            await texts.UpdateEntityAsync(key.With(name).Write(), key.ETag, TableUpdateMode.Replace, Cancel);
        }

        Task PutAsync(string name) => pipeline.Storage.Content.GetBlobClient(name).UploadAsync(new BinaryData("{}"u8.ToArray()), overwrite: true, Cancel);

        Task DeleteAsync(IndexEntry entry) => table(entry.Table).DeleteEntityAsync(entry.Name, entry.RowKey, ETag.All, Cancel);

        async Task ChangeAsync(string name, TableKey key, string column, string? value)
        {
            TableEntity entity = await table(name).GetEntityAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: Cancel);
            entity[column] = value;
            await table(name).UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace, Cancel);
        }

        async Task DeleteChangeAsync(int version)
        {
            var changes = await pipeline.Reader.ReadShardAsync(TableKey.ChangeShard(row.ArticleId), 0, Cancel).ToListAsync(Cancel);
            var key = changes.First(change => change.Version == version).Key;
            await table(TableNames.Changes).DeleteEntityAsync(key.PartitionKey, key.RowKey, ETag.All, Cancel);
        }
    }
}
