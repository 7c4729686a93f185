namespace Pipeline.Text.Reading.NewsXml;

/// <summary>Reads a NewsML-G2 item: headline, byline, dates and subject of its metadata, and the text inline as XHTML or NITF.</summary>
public sealed class NewsMlReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "newsml";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => !source.IsBinary && SafeXml.RootOf(source.Text) is "newsItem" or "newsMessage" or "NewsML" ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken) => NewsXmlBody.Of(source, limits, cancellationToken);
}
