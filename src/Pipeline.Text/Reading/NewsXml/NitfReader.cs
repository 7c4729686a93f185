namespace Pipeline.Text.Reading.NewsXml;

/// <summary>Reads NITF, the mark-up of news agencies: headline, byline, dateline, dates of the head, paragraphs, lists and captions.</summary>
public sealed class NitfReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "nitf";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => !source.IsBinary && SafeXml.RootOf(source.Text) is "nitf" ? 1 : 0;

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
