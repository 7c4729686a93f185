using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>
/// Sends one request to Azure AI Language. Implementations: <see cref="RestLanguageClient"/>, and the official SDK in the Azure build of the app. They
/// neither retry nor wait: <see cref="LanguageGate"/> owns both.
/// </summary>
public interface ILanguageClient
{
    /// <summary>
    /// Analyses up to <see cref="LanguageLimits.DocumentsPerRequest"/> documents with distinct ids. The answers come in any order, and some may be missing.
    /// </summary>
    /// <exception cref="Azure.RequestFailedException">The request failed as a whole; its raw response, if there is one, has the Retry-After.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<LanguageReply> SendAsync(LanguageFeature feature, IReadOnlyList<LanguageDocument> documents, CancellationToken cancellationToken);
}

/// <summary>A feature of the service. Each is asked for and paid for apart.</summary>
public enum LanguageFeature
{
    /// <summary>Sentiment of documents and sentences.</summary>
    Sentiment,

    /// <summary>Key phrases.</summary>
    KeyPhrases,
}

/// <summary>A document as it is sent.</summary>
/// <param name="Id">Unique within the request.</param>
/// <param name="Text">At most <see cref="LanguageLimits.TextElementsPerDocument"/> text elements.</param>
/// <param name="Language">ISO 639-1 code; null leaves the choice to the service.</param>
public sealed record LanguageDocument(string Id, string Text, string? Language);

/// <summary>What the service answered to a request.</summary>
/// <param name="Answers">Answers in the service's order.</param>
/// <param name="ModelVersion">The model that answered.</param>
public sealed record LanguageReply(IReadOnlyList<LanguageAnswer> Answers, string? ModelVersion);

/// <summary>The answer for one document and one feature: an error, or the part that the feature fills.</summary>
public sealed record LanguageAnswer
{
    /// <summary>The id of the document.</summary>
    public string Id { get; init; } = "";

    /// <summary>Code of the service's error for this document, the innermost: "InvalidDocument"; null on success.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Sentiment of the document.</summary>
    public Sentiment? Sentiment { get; init; }

    /// <summary>Its sentences, with offsets in UTF-16 code units of the document's text.</summary>
    public IReadOnlyList<SentenceSentiment> Sentences { get; init; } = [];

    /// <summary>Opinions, when they were asked for.</summary>
    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    /// <summary>Key phrases as the service ranks them.</summary>
    public IReadOnlyList<string> KeyPhrases { get; init; } = [];

    /// <summary>The service's warnings.</summary>
    public IReadOnlyList<LanguageWarning> Warnings { get; init; } = [];

    /// <summary>The model that answered.</summary>
    public string? ModelVersion { get; init; }
}
