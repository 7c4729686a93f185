using Pipeline.Text.Reading.Mail;
using Pipeline.Text.Reading.Office;
using Pipeline.Text.Reading.Pdf;

namespace Pipeline.Text.Reading;

/// <summary>Formats that a reader takes as bytes: they are no text, or text in several character sets at once.</summary>
internal static class BinaryFormats
{
    /// <summary>Whether there is a reader for these bytes.</summary>
    public static bool IsRead(ReadOnlyMemory<byte> bytes) => PdfReader.IsPdf(bytes.Span) || DocxReader.IsDocx(bytes) || MailHeaders.IsMessage(bytes.Span);
}
