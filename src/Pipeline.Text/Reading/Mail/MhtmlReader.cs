using MimeKit;

namespace Pipeline.Text.Reading.Mail;

/// <summary>Reads a page that a browser saved with all its parts (MHTML). The date of saving is no date of publication and is left alone.</summary>
public sealed class MhtmlReader : IArticleReader
{
    /// <inheritdoc/>
    public string Format => "mhtml";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => source.IsBinary && MailHeaders.IsMessage(source.Bytes.Span) && MailHeaders.IsSavedPage(source.Bytes.Span) ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var (message, rejection) = MailParts.Parse(source.Bytes, limits, cancellationToken);
        if (message is null)
        {
            return new ReadOutcome(null, rejection);
        }

        using (message)
        {
            if (MailParts.Text(message, "html", limits) is not { } html)
            {
                return new ReadOutcome(null, MailParts.NoText(message, "The saved page has no part with HTML."));
            }

            var read = MailParts.Page(html, limits, cancellationToken);
            return read.Document is { } document ? new ReadOutcome(document with { Facts = document.Facts with { CanonicalUrl = document.Facts.CanonicalUrl ?? Address(message) } }, null) : read;
        }
    }

    private static string? Address(MimeMessage message) =>
        Uri.TryCreate(message.Headers["Snapshot-Content-Location"], UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri.AbsoluteUri : null;
}
