using System.Text;
using Pipeline.Conformance;

namespace Pipeline.Text.Tests.Reading.Formats;

public abstract class StoryConformance(string format, string extension) : ArticleReaderConformance
{
    protected override string Format => format;

    protected override string Extension => extension;

    protected override string Title => Story.Ferry.Title;

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

public sealed class HtmlConformance() : StoryConformance("html", ".html")
{
    protected override byte[] Article(string address) => Utf8(Renderings.Page(Story.Ferry, address));

    protected override byte[] Nested(int depth) => Utf8("<html><body>" + Repeat("<div>", depth));
}

public sealed class MarkdownConformance() : StoryConformance("markdown", ".md")
{
    protected override byte[] Article(string address) => Utf8($"---\ntitle: {Title}\ndate: 2024-05-03\n---\n\n![Quay]({address}a.jpg)\n\n{Story.Ferry.Text}\n");
}

public sealed class PlainTextConformance() : StoryConformance("text", ".txt")
{
    protected override byte[] Article(string address) => Utf8($"{Title}\n\nBy Marit Ellingsen\n3 May 2024\n\n{Story.Ferry.Text}\n");
}

public sealed class JsonConformance() : StoryConformance("json", ".json")
{
    protected override byte[] Article(string address) => Renderings.Json(Story.Ferry, address);

    protected override byte[] Nested(int depth) => Utf8(Repeat("{\"a\":", depth) + "1" + Repeat("}", depth));
}

public sealed class PdfConformance() : StoryConformance("pdf", ".pdf")
{
    protected override byte[] Article(string address) => PdfRendering.Of(Story.Ferry);
}

public sealed class DocxConformance() : StoryConformance("docx", ".docx")
{
    protected override byte[] Article(string address) => WordRendering.Of(Story.Ferry, address);

    protected override byte[] Nested(int depth) => Renderings.Zip(
        ("[Content_Types].xml", Utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")),
        ("_rels/.rels", Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>")),
        ("word/document.xml", Utf8("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + Repeat("<w:tbl><w:tr><w:tc>", depth / 3) + Repeat("</w:tc></w:tr></w:tbl>", depth / 3) + "</w:body></w:document>")));
}

public sealed class MailConformance() : StoryConformance("eml", ".eml")
{
    protected override byte[] Article(string address) => Renderings.Mail(Story.Ferry, address, html: true);

    protected override RejectionReason NestedReason => RejectionReason.NestedTooDeep;

    protected override byte[] Nested(int depth) => MailNesting.Multiparts(depth);
}

public sealed class SavedPageConformance() : StoryConformance("mhtml", ".mhtml")
{
    protected override byte[] Article(string address) => Renderings.SavedPage(Story.Ferry, address);

    protected override RejectionReason NestedReason => RejectionReason.NestedTooDeep;

    protected override byte[] Nested(int depth) => [.. "Snapshot-Content-Location: https://courier.example/\r\n"u8, .. MailNesting.Multiparts(depth)];
}

public sealed class NitfConformance() : StoryConformance("nitf", ".xml")
{
    protected override byte[] Article(string address) => Renderings.Nitf(Story.Ferry, address);

    protected override byte[] Nested(int depth) => Utf8("<nitf>" + Repeat("<block>", depth) + Repeat("</block>", depth) + "</nitf>");
}

public sealed class NewsMlConformance() : StoryConformance("newsml", ".xml")
{
    protected override byte[] Article(string address) => Renderings.NewsMl(Story.Ferry, address);

    protected override byte[] Nested(int depth) => Utf8("<newsItem>" + Repeat("<a>", depth) + Repeat("</a>", depth) + "</newsItem>");
}
