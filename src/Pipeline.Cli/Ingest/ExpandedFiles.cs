using Pipeline.Core.Articles;
using Pipeline.Tables;

namespace Pipeline.Cli.Ingest;

/// <summary>Finds the articles that came in files with several.</summary>
internal sealed class ExpandedFiles(ContentStore content, ArticleReader reader)
{
    /// <summary>The articles of those uploads that were expanded, each as if it had been uploaded itself; its file is the one that it came in.</summary>
    public async Task<IReadOnlyList<UploadedFile>> ItemsAsync(IEnumerable<UploadedFile> uploads, IReadOnlyDictionary<string, ArticleRow?> rows, CancellationToken cancellationToken)
    {
        var items = new List<UploadedFile>();
        foreach (var upload in uploads.Where(upload => rows.GetValueOrDefault(upload.ArticleId)?.State == ArticleState.Expanded))
        {
            foreach (var name in (await content.GetManifestAsync(upload.ArticleId, cancellationToken))?.Names ?? [])
            {
                var path = ItemPath.Of(upload.Input.BlobPath, name);
                var id = ArticleIds.FromPath(path);
                var row = await reader.GetArticleAsync(id, cancellationToken);
                items.Add(new UploadedFile(upload.Input with { BlobPath = path }, id, row?.SourceETag, Fault: null));
            }
        }

        return items;
    }
}
