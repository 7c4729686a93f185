using MimeKit;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.Mail;

/// <summary>Reads a mail that carries an article: its page if it has one, else its text; subject, date and sender are the facts.</summary>
public sealed class MailReader : IArticleReader
{
    private static readonly string[] Prefixes = ["re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:"];

    /// <inheritdoc/>
    public string Format => "eml";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => source.IsBinary && MailHeaders.IsMessage(source.Bytes.Span) ? 1 : 0;

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
            var carrier = MailParts.Carrier(message);
            ReadOutcome read;
            if (MailParts.Text(carrier, "html", limits) is { } html)
            {
                read = MailParts.Page(html, limits, cancellationToken);
            }
            else if (MailParts.Text(carrier, "plain", limits) is { } text)
            {
                read = new PlainTextReader().Read(text, limits, cancellationToken);
                read = read with { Document = read.Document! with { Extracted = text } };
            }
            else
            {
                return new ReadOutcome(null, MailParts.NoText(carrier, "The mail has no part with text."));
            }

            return read.Document is { } document ? new ReadOutcome(document with { Facts = WithHeaders(document.Facts, carrier) }, null) : read;
        }
    }

    // What the page states counts first: a mail may forward it days later.
    private static DocumentFacts WithHeaders(DocumentFacts facts, MimeMessage message)
    {
        var sender = message.From.Mailboxes.FirstOrDefault();
        var authors = facts.Authors.Count > 0 ? facts.Authors : AuthorNames.From(sender?.Name is { Length: > 0 } name && AuthorNames.LooksLikePerson(name) ? [name] : [], facts.SiteName);
        return facts with
        {
            Title = Subject(message) ?? facts.Title,
            Authors = authors,
            Byline = facts.Byline ?? (authors.Count > 0 ? string.Join(", ", authors) : null),
            Published = facts.Published ?? (message.Date != default ? MetadataDate.Read(message.Date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)) : null),
            SiteName = facts.SiteName ?? (sender?.Name is { Length: > 0 } site && !AuthorNames.LooksLikePerson(site) ? site : null),
        };
    }

    private static string? Subject(MimeMessage message)
    {
        var subject = message.Subject?.Trim() ?? "";
        while (Array.Find(Prefixes, prefix => subject.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            subject = subject[found.Length..].TrimStart();
        }

        return subject.Length == 0 ? null : subject;
    }
}
