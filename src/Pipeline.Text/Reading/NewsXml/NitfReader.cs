namespace Pipeline.Text.Reading.NewsXml;

/// <summary>Reads NITF, the mark-up of news agencies: headline, byline, dateline, dates of the head, paragraphs, lists and captions.</summary>
public sealed class NitfReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "nitf";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => !source.IsBinary && SafeXml.RootOf(source.Text) is "nitf" ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken) => NewsXmlBody.Of(source, limits, cancellationToken);
}
