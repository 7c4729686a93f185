using Pipeline.Text.Reading.Html;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// Reads PDF documents with a text layer: columns in reading order, words broken at line ends mended, running heads, feet and page numbers left out. Pictures, scripts,
/// forms and attachments are never opened.
/// </summary>
public sealed class PdfReader : IArticleReader
{
    /// <summary>Some programs write a few bytes before the signature; readers accept it within the first kilobyte.</summary>
    private const int SignatureWithin = 1024;

    /// <summary>Forms within forms use the stack; PDF needs few levels.</summary>
    private const int MostStack = 64;

    /// <summary>Titles that programs write where nobody gave one: "Microsoft Word - draft3.docx".</summary>
    private static readonly string[] NoTitles = ["microsoft word", "untitled", "document", "layout", "print", "powerpoint"];

    /// <inheritdoc/>
    public string Format => "pdf";

    /// <summary>Whether the bytes are a PDF document.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[..Math.Min(bytes.Length, SignatureWithin)].IndexOf("%PDF-"u8);
        return at == 0 || (at > 0 && bytes[..at].IndexOfAnyExcept(" \r\n\t\uFEFF"u8) < 0);
    }

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => source.IsBinary && IsPdf(source.Bytes.Span) ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return PdfObjects.Refuse(source.Bytes.Span) is { } refused ? new ReadOutcome(null, refused) : OwnStack.Run(() => ReadPages(source, limits, cancellationToken), cancellationToken);
    }

    private static ReadOutcome ReadPages(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var filters = new BoundedFilters(limits, cancellationToken);
        using var bytes = new GuardedStream(source.Bytes, cancellationToken);
        try
        {
            filters.CountShown(source.Bytes.Span);
            using var document = PdfDocument.Open(bytes, new ParsingOptions { FilterProvider = filters, UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = Math.Min(limits.MaxDepth, MostStack) });
            if (document.NumberOfPages > limits.MaxEntries)
            {
                return new ReadOutcome(null, new Rejection(RejectionReason.TooManyEntries, $"The PDF has more than {limits.MaxEntries} pages."));
            }

            if (new PdfResources(document, MostStack, cancellationToken).Check() is { } endless)
            {
                return new ReadOutcome(null, endless);
            }

            new PdfForms(document, filters, MostStack, cancellationToken).Count();
            var lines = new List<PdfLine>();
            var gutters = new List<double>();
            long length = 0;
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                filters.BeginPage();
                var page = document.GetPage(number);
                if ((filters.Breach ?? bytes.Breach) is { } breach)
                {
                    return new ReadOutcome(null, breach);
                }

                var added = PdfPageLayout.Lines(page, gutters, cancellationToken);
                lines.AddRange(added);
                length += added.Sum(line => (long)line.Text.Length);
                if (length > limits.MaxTextLength)
                {
                    return new ReadOutcome(null, new Rejection(RejectionReason.TooLarge, $"The PDF's text has more than {limits.MaxTextLength} characters. Split it or raise the limit."));
                }
            }

            return lines.Count == 0
                ? new ReadOutcome(null, new Rejection(RejectionReason.NoArticle, "The PDF has no text layer: it is a scan. Run text recognition over it first."))
                : new ReadOutcome(Build(lines, document.Information, cancellationToken), null);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.Malformed, "The PDF is encrypted. Save it without a password."));
        }
        catch (PdfDocumentStackDepthException)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooDeep, $"Arrays or dictionaries of the PDF nest deeper than {MostStack}."));
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // The library meets broken documents with exceptions of every kind.
            return new ReadOutcome(null, filters.Breach ?? bytes.Breach ?? new Rejection(RejectionReason.Malformed, "The PDF is broken or cut off. Save it again."));
        }
    }

    private static SourceDocument Build(List<PdfLine> lines, DocumentInformation information, CancellationToken cancellationToken)
    {
        var text = new ExtractedText();
        var heads = PdfRunningHeads.Find(lines);
        var body = lines.Where(line => !heads.Contains(line)).ToList();
        var paragraphs = PdfParagraphs.Of(body, cancellationToken);
        var stated = information.Title?.Trim() is { Length: > 0 } name && !NoTitles.Any(no => name.StartsWith(no, StringComparison.OrdinalIgnoreCase)) ? name : null;
        var title = PdfTitle.Find(paragraphs, stated);
        foreach (var line in heads)
        {
            text.Leave("pdf-running-heads", "Head, foot or number of a page", line.Text);
        }

        foreach (var paragraph in paragraphs)
        {
            if (paragraph == title.Paragraph)
            {
                text.Leave("headline", "The title", paragraph.Text);
            }
            else
            {
                text.Add(paragraph.IsHeading ? BlockKind.Heading : BlockKind.Text, paragraph.Text, paragraph.IsHeading ? 2 : 0);
            }
        }

        var authors = AuthorNames.From(information.Author is { } author && AuthorNames.LooksLikePerson(author) ? [author] : [], null);
        return new SourceDocument
        {
            Blocks = text.Blocks,
            Removed = text.Removed,
            IsWhole = true,
            Extracted = text.ToSource(DecodedSource.Binary),
            Facts = new DocumentFacts { Title = title.Text },
            FileFacts = new DocumentFacts { Title = stated, Authors = authors, Published = PdfRunningHeads.DateOf(heads) ?? Created(information) },
        };
    }

    private static ArticleDate? Created(DocumentInformation information)
    {
        try
        {
            return information.GetCreatedDateTimeOffset() is { } created ? MetadataDate.Read(created.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) : null;
        }
        catch (ArgumentException)
        {
            return null; // "D:20240231…"
        }
    }
}
