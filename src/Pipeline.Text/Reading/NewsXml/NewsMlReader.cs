namespace Pipeline.Text.Reading.NewsXml;

/// <summary>Reads a NewsML-G2 item: headline, byline, dates and subject of its metadata, and the text inline as XHTML or NITF.</summary>
public sealed class NewsMlReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "newsml";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => !source.IsBinary && SafeXml.RootOf(source.Text) is "newsItem" or "newsMessage" or "NewsML" ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var (text, rejection) = SafeXml.Prepare(source.Text, limits.MaxDepth, cancellationToken);
        if (text is null)
        {
            return new ReadOutcome(null, rejection);
        }

        var body = new NewsXmlBody();
        using var reader = SafeXml.Create(new StringReader(text));
        body.Read(reader, cancellationToken);
        return body.ToOutcome(source.Charset);
    }
}
