using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WordParagraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Writes a story as a Word document, with styles for title and headings, a header, and properties.</summary>
internal static class WordRendering
{
    public static byte[] Of(Story story, string address)
    {
        using var bytes = new MemoryStream();
        using (var document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var styles = main.AddNewPart<StyleDefinitionsPart>();
            styles.Styles = new Styles(Style("Titel", "Title"), Style("berschrift1", "heading 1"), Style("Standard", "Normal"));
            main.AddHyperlinkRelationship(new Uri(address + "story"), isExternal: true);
            var body = new Body(Paragraph(story.Title, "Titel"), Paragraph("By " + story.Author, null), Paragraph(story.Day, null));
            foreach (var (isHeading, text) in story.Blocks)
            {
                body.AppendChild(Paragraph(text, isHeading ? "berschrift1" : null));
            }

            // What was deleted, hidden or is a field's instruction is not part of the text.
            body.AppendChild(new WordParagraph(new DeletedRun(new Run(new DeletedText("This sentence was deleted by the editor.")))));
            body.AppendChild(new WordParagraph(new Run(new RunProperties(new Vanish()), new DocumentFormat.OpenXml.Wordprocessing.Text("Hidden remark of the desk."))));
            main.Document = new Document(body);
            document.PackageProperties.Title = "Microsoft Word - draft.docx";
            document.PackageProperties.Creator = story.Author;
            document.PackageProperties.Created = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        }

        return bytes.ToArray();
    }

    private static Style Style(string id, string name) => new(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };

    // Programs part a paragraph into runs wherever they like.
    private static WordParagraph Paragraph(string text, string? style)
    {
        var paragraph = new WordParagraph();
        if (style is not null)
        {
            paragraph.AppendChild(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        for (var at = 0; at < text.Length; at += 40)
        {
            paragraph.AppendChild(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(text.Substring(at, Math.Min(40, text.Length - at))) { Space = SpaceProcessingModeValues.Preserve }));
        }

        return paragraph;
    }
}
