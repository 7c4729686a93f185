using Pipeline.Text.Reading.Containers;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.Json;

/// <summary>Reads an article in JSON: schema.org, alone or in a @graph, and what news APIs answer. Its text may be plain or mark-up.</summary>
public sealed class JsonReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => !source.IsBinary && JsonSource.IsJson(source.Text, source.Extension) ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var parsed = JsonSource.Parse(source.Text, limits.MaxDepth);
        if (parsed.Document is not { } document)
        {
            return new ReadOutcome(null, parsed.Rejection);
        }

        using (document)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (JsonArray.Find(document.RootElement) is not null)
            {
                return new ReadOutcome(null, new Rejection(RejectionReason.SeveralArticles, "The JSON holds a list of articles; each is read on its own when the file is expanded."));
            }

            if (JsonArticle.Find(document.RootElement) is not { } article)
            {
                return new ReadOutcome(null, new Rejection(RejectionReason.NoArticle, "The JSON holds no object with a title and a text."));
            }

            return FromBody(article.Body, article.Facts, source.Charset, limits, cancellationToken);
        }
    }

    /// <summary>The document of a text that came with facts about it.</summary>
    internal static ReadOutcome FromBody(string body, DocumentFacts facts, string charset, TextLimits limits, CancellationToken cancellationToken)
    {
        var read = HtmlFragment.Read(body, limits, cancellationToken);
        if (read.Document is not { } found)
        {
            return read;
        }

        return new ReadOutcome(
            found with
            {
                Extracted = (found.Extracted ?? new DecodedSource(body, "", "", [])) with { Charset = charset },
                Facts = facts with { Captions = found.Facts.Captions },
                ClaimsArticle = true,
                IsWhole = true,
            },
            null);
    }
}
