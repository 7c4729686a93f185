namespace Pipeline.Tables;

/// <summary>Opens a blob of the container <c>content</c>.</summary>
/// <remarks>
/// With Azure.Storage.Blobs:
/// <c>async (name, token) => (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: token)).Value.Content</c>.
/// </remarks>
/// <param name="name">The blob's name.</param>
/// <param name="cancellationToken">Ends the request.</param>
/// <returns>Its bytes; the reader disposes the stream.</returns>
/// <exception cref="Azure.RequestFailedException">With status 404: there is no such blob.</exception>
public delegate Task<Stream> OpenContent(string name, CancellationToken cancellationToken);

/// <summary>An article with its text and its segments, all of one version.</summary>
/// <param name="Article">The article's row.</param>
/// <param name="Text">The clean text that offsets refer to; null when the article has none.</param>
/// <param name="Segments">The segments, in order; empty when the article is not enriched.</param>
public sealed record ArticleContent(ArticleRow Article, string? Text, IReadOnlyList<SegmentRow> Segments)
{
    /// <summary>The text of a segment.</summary>
    /// <exception cref="InvalidOperationException">The article has no text.</exception>
    public string TextOf(SegmentRow segment) =>
        Text is { } text ? text.Substring(segment.Start, segment.Length) : throw new InvalidOperationException($"Article {Article.ArticleId} has no text.");
}
