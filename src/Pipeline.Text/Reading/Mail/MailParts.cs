using MimeKit;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.Mail;

/// <summary>A MIME message, parsed within the limits. Attachments are never opened, nothing that it refers to is loaded.</summary>
internal static class MailParts
{
    /// <summary>The message, or why there is none.</summary>
    public static (MimeMessage? Message, Rejection? Rejection) Parse(ReadOnlyMemory<byte> bytes, TextLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParserOptions { MaxMimeDepth = limits.MaxNesting * PartsPerNesting };
            using var stream = BoundedRead.AsStream(bytes);
            return (MimeMessage.Load(options, stream, persistent: false, cancellationToken), null);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IOException)
        {
            return (null, new Rejection(RejectionReason.Malformed, "The file begins as a mail but its parts cannot be parsed. Save it again."));
        }
    }

    /// <summary>A forwarded mail with alternatives and pictures is three multiparts deep.</summary>
    private const int PartsPerNesting = 8;

    /// <summary>The message that carries the text: the one forwarded as an attachment when the outer one has none of its own.</summary>
    public static MimeMessage Carrier(MimeMessage message)
    {
        while (!message.BodyParts.OfType<TextPart>().Any(part => !part.IsAttachment) && message.BodyParts.OfType<MessagePart>().FirstOrDefault()?.Message is { } forwarded)
        {
            message = forwarded;
        }

        return message;
    }

    /// <summary>Why a message has no text: its parts lie in parts beyond the limit, which are not opened, or there is none.</summary>
    public static Rejection NoText(MimeMessage message, string detail) =>
        message.BodyParts.OfType<MimePart>().Any(part => part.ContentType.MediaType.ToLowerInvariant() is "multipart" or "message")
            ? new Rejection(RejectionReason.NestedTooDeep, "The parts of the mail lie inside other parts too deep to be opened. Save the inner mail as a file of its own, or raise the limit.")
            : new Rejection(RejectionReason.NoArticle, detail);

    /// <summary>The first part of a media type that is not an attachment, decoded; null when there is none.</summary>
    public static DecodedSource? Text(MimeMessage message, string subtype, TextLimits limits)
    {
        var part = message.BodyParts.OfType<TextPart>().FirstOrDefault(p => !p.IsAttachment && p.ContentType.IsMimeType("text", subtype) && p.Content is not null);
        if (part?.Content is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        part.Content.DecodeTo(content);
        var bytes = content.ToArray();
        var declared = part.ContentType.Charset is { Length: > 0 } name ? Charsets.Canonical(name) : null;
        if (declared is not null && Charsets.TryDecode(declared, bytes) is { } text)
        {
            return new DecodedSource(text, declared, "", []);
        }

        return SourceDecoder.Decode(new SourceFile("", bytes), limits).Source;
    }

    /// <summary>Reads a page that is part of a message: its article if the reader of pages finds one, else all of it.</summary>
    public static ReadOutcome Page(DecodedSource html, TextLimits limits, CancellationToken cancellationToken)
    {
        var read = new HtmlReader().Read(html, limits, cancellationToken);
        if (read.Rejection is { Reason: RejectionReason.NoArticle })
        {
            read = HtmlFragment.Read(html.Text, limits, cancellationToken);
        }

        return read.Document is { } document ? new ReadOutcome(document with { Extracted = document.Extracted ?? html }, null) : read;
    }
}
