using Pipeline.Text.Reading.Html;
using Pipeline.Text.Reading.Json;
using Pipeline.Text.Reading.Mail;
using Pipeline.Text.Reading.NewsXml;
using Pipeline.Text.Reading.Office;
using Pipeline.Text.Reading.Pdf;

namespace Pipeline.Text.Reading;

/// <summary>All readers, and the choice among them.</summary>
public static class ArticleReaders
{
    /// <summary>The readers; of two that are equally sure the earlier wins.</summary>
    public static IReadOnlyList<IArticleReader> All { get; } =
    [
        new PdfReader(), new DocxReader(), new MhtmlReader(), new MailReader(), new NitfReader(), new NewsMlReader(), new JsonReader(),
        new HtmlReader(), new MarkdownReader(), new PlainTextReader(),
    ];

    /// <summary>The extensions that belong to a format; any other extension says nothing.</summary>
    private static readonly (string Format, string[] Extensions)[] Extensions =
    [
        ("pdf", [".pdf"]), ("docx", [".docx"]), ("mhtml", [".mhtml", ".mht"]), ("eml", [".eml"]), ("json", [".json", ".jsonld"]), ("html", [".html", ".htm", ".xhtml"]),
        ("nitf", [".xml", ".nitf"]), ("newsml", [".xml", ".newsml"]), ("markdown", [".md", ".markdown", ".mdown", ".txt", ".text"]), ("text", [".txt", ".text", ".md", ".markdown", ".mdown"]),
    ];

    /// <summary>The reader that is surest about <paramref name="source"/>. Plain text reads any text, so there is always one.</summary>
    public static IArticleReader Choose(DecodedSource source) => All.MaxBy(reader => reader.Recognise(source))!;

    /// <summary>Decodes <paramref name="file"/>, chooses its reader and reads it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReadFile Read(SourceFile file, TextLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var unwrapped = Gzip.Unwrap(file, limits, cancellationToken);
        if (unwrapped.Rejection is { } bomb)
        {
            return new ReadFile("gzip", null, null, bomb);
        }

        var decoded = SourceDecoder.Decode(unwrapped.File!, limits);
        if (decoded.Source is not { } source)
        {
            return new ReadFile("", null, null, decoded.Rejection);
        }

        var reader = Choose(source);
        var read = reader.Read(source, limits, cancellationToken);
        if (read.Document is not { } document)
        {
            return new ReadFile(reader.Format, null, null, read.Rejection);
        }

        var text = document.Extracted is { } extracted ? extracted with { Extension = source.Extension, Notes = [.. source.Notes, .. extracted.Notes] } : source;
        return new ReadFile(reader.Format, WithExtensionNote(text, reader.Format), document, null);
    }

    private static DecodedSource WithExtensionNote(DecodedSource source, string format)
    {
        var isOfAnother = Extensions.Any(entry => entry.Extensions.Contains(source.Extension)) && !Extensions.Any(entry => entry.Format == format && entry.Extensions.Contains(source.Extension));
        return isOfAnother ? source with { Notes = [.. source.Notes, new Note("extension-wrong", $"The file is named {source.Extension} but holds {format}.")] } : source;
    }
}

/// <summary>What came of a file: a document with the text that its spans count, or a rejection.</summary>
/// <param name="Format">The reader's format; "" when no reader was reached.</param>
/// <param name="Source">The decoded or extracted text; null when rejected.</param>
/// <param name="Document">The document; null when rejected.</param>
/// <param name="Rejection">The refusal; null when read.</param>
public sealed record ReadFile(string Format, DecodedSource? Source, SourceDocument? Document, Rejection? Rejection);
