using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.Office;

/// <summary>Reads Word documents (.docx): headings, lists, quotations and captions by their styles, and the document's properties. The text is streamed, deleted and hidden text left out.</summary>
public sealed class DocxReader : IArticleReader
{
    private const string MainPart = "word/document.xml";

    /// <summary>Titles that programs give documents nobody named.</summary>
    private static readonly string[] NoTitles = ["document", "untitled", "microsoft word", "dokument", "doc1", "document1"];

    /// <inheritdoc/>
    public string Format => "docx";

    /// <summary>Whether the bytes are a ZIP archive with the text of a Word document in it. Only the directory is read.</summary>
    public static bool IsDocx(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            using var archive = new ZipArchive(BoundedRead.AsStream(bytes), ZipArchiveMode.Read);
            return archive.GetEntry(MainPart) is not null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => source.IsBinary && IsDocx(source.Bytes) ? 1 : 0;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            if (Refuse(source.Bytes, limits, cancellationToken) is { } refused)
            {
                return new ReadOutcome(null, refused);
            }

            using var document = WordprocessingDocument.Open(BoundedRead.AsStream(source.Bytes), isEditable: false, new OpenSettings { MaxCharactersInPart = limits.MaxBytes, AutoSave = false });
            if (document.MainDocumentPart is not { } main)
            {
                return new ReadOutcome(null, Malformed());
            }

            var styles = DocxStyles.Read(main.StyleDefinitionsPart, limits.MaxDepth, cancellationToken);
            var body = new DocxBody(styles, limits, cancellationToken);
            using var reader = OpenXmlReader.Create(main);
            return body.Read(reader) is { } rejection ? new ReadOutcome(null, rejection) : new ReadOutcome(Build(body, DocxProperties.Read(document.CoreFilePropertiesPart, limits.MaxDepth, cancellationToken)), null);
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or FormatException or IOException or InvalidOperationException or ArgumentException or UriFormatException or NotSupportedException)
        {
            return new ReadOutcome(null, Malformed());
        }
    }

    private static Rejection Malformed() => new(RejectionReason.Malformed, "The Word document is broken, cut off or encrypted. Save it again.");

    // The library opens parts that it needs at once; so each is measured before it is opened.
    private static Rejection? Refuse(ReadOnlyMemory<byte> bytes, TextLimits limits, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(BoundedRead.AsStream(bytes), ZipArchiveMode.Read);
        if (archive.Entries.Count > limits.MaxEntries)
        {
            return new Rejection(RejectionReason.TooManyEntries, $"The document has more than {limits.MaxEntries} parts.");
        }

        var buffer = new byte[64 * 1024];
        long all = 0;
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            using var stream = entry.Open();
            long total = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                total += read;
                all += read;
                if (all > limits.MaxExpandedBytes || total > TextLimits.SmallExpansion && total > Math.Max(entry.CompressedLength, 1) * limits.MaxExpansionRatio)
                {
                    return BoundedRead.ExpandsTooMuch(limits);
                }

                if (total > limits.MaxBytes)
                {
                    return new Rejection(RejectionReason.TooLarge, $"A part of the document has more than {limits.MaxBytes} bytes.");
                }
            }
        }

        return null;
    }

    private static SourceDocument Build(DocxBody body, DocxProperties properties)
    {
        var title = body.Title ?? (properties.Title is { Length: > 0 } stated && !NoTitles.Any(no => stated.StartsWith(no, StringComparison.OrdinalIgnoreCase)) ? stated : null);
        if (title is not null && body.Title is null)
        {
            body.TakeOut(title);
        }

        var authors = AuthorNames.From(properties.Creator is { } creator && AuthorNames.LooksLikePerson(creator) ? [creator] : [], null);
        return new SourceDocument
        {
            Blocks = body.Text.Blocks,
            Removed = body.Text.Removed,
            IsWhole = true,
            Extracted = body.Text.ToSource("utf-8"),
            Facts = new DocumentFacts
            {
                Title = title,
                Standfirst = body.Subtitle,
                Language = properties.Language is { Length: >= 2 } language ? language[..2].ToLowerInvariant() : null,
            },
            FileFacts = new DocumentFacts
            {
                Authors = authors,
                Published = properties.Created is { } created ? MetadataDate.Read(created.Split('T')[0]) : null,
            },
        };
    }
}
