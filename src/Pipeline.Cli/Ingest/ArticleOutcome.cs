using Pipeline.Cli.Output;
using Pipeline.Core.Articles;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Cli.Ingest;

/// <summary>What became of a file. Printed by <c>run --json</c>.</summary>
internal sealed record ArticleOutcome
{
    /// <summary>State of a file that could not be uploaded. It has no row.</summary>
    public const string NotUploaded = "NotUploaded";

    /// <summary>State of an uploaded file that has not been received in time. It has no row.</summary>
    public const string Uploaded = "Uploaded";

    public required string File { get; init; }

    public required string Id { get; init; }

    public required string Path { get; init; }

    public required string Source { get; init; }

    /// <summary>A state of the pipeline, <see cref="NotUploaded"/> or <see cref="Uploaded"/>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public string? ReasonDetail { get; init; }

    public string? Title { get; init; }

    public string? Published { get; init; }

    public string? Language { get; init; }

    public SentimentView? Sentiment { get; init; }

    public IReadOnlyList<string> KeyPhrases { get; init; } = [];

    public static ArticleOutcome Of(UploadedFile upload, ArticleRow? row) => new()
    {
        File = upload.Input.File,
        Id = upload.ArticleId,
        Path = upload.Input.BlobPath,
        Source = ArticlePath.SourceOf(upload.Input.BlobPath),
        State = upload.Fault is not null ? NotUploaded : row?.State.ToString() ?? Uploaded,
        Reason = upload.Fault?.Code ?? row?.Reason,
        ReasonDetail = upload.Fault?.Detail ?? row?.ReasonDetail,
        Title = row?.Title,
        Published = row?.Published,
        Language = row?.Language,
        Sentiment = row is null ? null : SentimentView.Of(row),
        KeyPhrases = row?.KeyPhrases ?? [],
    };

    public ArticleTableRow ToTableRow() => new(Path, Title, Published, Sentiment, KeyPhrases, State, Reason);

    public bool Succeeded() => State is nameof(ArticleState.Enriched) or nameof(ArticleState.Expanded);
}
