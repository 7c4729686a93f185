using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Office;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>What of a Word document is its text.</summary>
public sealed class DocxTests
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_paragraph_is_an_item_of_the_list_that_its_numbering_names() =>
        Assert.Equal((BlockKind.ListItem, "Bring a lamp."), Only("""<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>Bring a lamp.</w:t></w:r></w:p>"""));

    [Fact]
    public void A_paragraph_of_numbering_0_is_in_no_list() =>
        Assert.Equal((BlockKind.Text, "Bring a lamp."), Only("""<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>Bring a lamp.</w:t></w:r></w:p>"""));

    [Theory]
    [InlineData("a deletion", """<w:r><w:t>The ferry </w:t></w:r><w:del><w:r><w:delText>never </w:delText><w:t>never </w:t></w:r></w:del><w:ins><w:r><w:t>sailed.</w:t></w:r></w:ins>""")]
    [InlineData("a move", """<w:r><w:t>The ferry </w:t></w:r><w:moveFrom><w:r><w:t>at night </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>sailed.</w:t></w:r></w:moveTo>""")]
    [InlineData("hidden text", """<w:r><w:t>The ferry </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>(desk: check) </w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>sailed.</w:t></w:r>""")]
    [InlineData("a link", """<w:r><w:t>The </w:t></w:r><w:hyperlink r:id="r9"><w:r><w:t>ferry</w:t></w:r></w:hyperlink><w:r><w:t> sailed.</w:t></w:r>""")]
    [InlineData("a field", """<w:r><w:t>The </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://courier.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ferry</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> sailed.</w:t></w:r>""")]
    [InlineData("a simple field", """<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>The ferry</w:t></w:r></w:fldSimple><w:r><w:t> sailed.</w:t></w:r>""")]
    [InlineData("references", """<w:r><w:t>The ferry</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> sailed.</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r>""")]
    [InlineData("a content control", """<w:sdt><w:sdtPr><w:alias w:val="Lead"/></w:sdtPr><w:sdtContent><w:r><w:t>The ferry sailed.</w:t></w:r></w:sdtContent></w:sdt>""")]
    [InlineData("hyphens", """<w:r><w:t>The fer</w:t><w:softHyphen/><w:t>ry sailed.</w:t></w:r>""")]
    [InlineData("a note for readers of Asian characters", """<w:r><w:ruby><w:rt><w:r><w:t>boat</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>The ferry</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t> sailed.</w:t></w:r>""")]
    public void What_is_seen_of_a_paragraph_is_its_text(string name, string content)
    {
        Assert.NotEmpty(name);
        Assert.Equal("The ferry sailed.", Only($"<w:p>{content}</w:p>").Text);
    }

    [Fact]
    public void Cells_of_a_table_are_read_in_its_order() => Assert.Equal(
        ["Port", "Boats", "Skarholm", "9"],
        Read($"<w:tbl>{string.Concat(new[] { ("Port", "Boats"), ("Skarholm", "9") }.Select(row => $"<w:tr>{Cell(row.Item1)}{Cell(row.Item2)}</w:tr>"))}</w:tbl>").Blocks.Select(block => block.Text));

    [Fact]
    public void A_text_box_is_read_once_and_apart_from_the_paragraph_that_it_hangs_on()
    {
        var box = "<w:txbxContent><w:p><w:r><w:t>Tickets cost nine crowns.</w:t></w:r></w:p></w:txbxContent>";

        var read = Read($"""<w:p><w:r><w:t>The ferry sailed.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>It came back at dawn.</w:t></w:r></w:p>""");

        Assert.Equal(["The ferry sailed.", "Tickets cost nine crowns.", "It came back at dawn."], read.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void Heads_feet_notes_comments_and_enclosed_files_are_left_out()
    {
        string Part(string root) => $"<w:{root} xmlns:w=\"{DocxFile.W}\"><w:p><w:r><w:t>Left out.</w:t></w:r></w:p></w:{root}>";
        var docx = DocxFile.Of(
            """<w:p><w:r><w:t>The ferry sailed.</w:t></w:r></w:p><w:altChunk r:id="r7"/><w:sectPr><w:headerReference w:type="default" r:id="r3"/><w:footerReference w:type="default" r:id="r4"/></w:sectPr>""",
            [("r3", Office + "/header", "header1.xml", Main + ".header+xml", Part("hdr")), ("r4", Office + "/footer", "footer1.xml", Main + ".footer+xml", Part("ftr")), ("r5", Office + "/footnotes", "footnotes.xml", Main + ".footnotes+xml", $"<w:footnotes xmlns:w=\"{DocxFile.W}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Left out.</w:t></w:r></w:p></w:footnote></w:footnotes>"), ("r6", Office + "/comments", "comments.xml", Main + ".comments+xml", $"<w:comments xmlns:w=\"{DocxFile.W}\"><w:comment w:id=\"1\"><w:p><w:r><w:t>Left out.</w:t></w:r></w:p></w:comment></w:comments>"), ("r7", Office + "/aFChunk", "chunk.html", "text/html", "<p>Left out.</p>")]);

        Assert.Equal(["The ferry sailed."], Document(docx).Blocks.Select(block => block.Text));
    }

    [Fact]
    public void What_the_text_says_goes_before_the_properties_of_the_file()
    {
        var properties = """<dc:creator>Template Owner</dc:creator><dcterms:created>2030-01-01T00:00:00Z</dcterms:created><dc:title>Night ferry to Skarholm returns after nine years</dc:title>""";
        var story = string.Concat(new[] { Story.Ferry.Title, "By " + Story.Ferry.Author, Story.Ferry.Day }.Concat(Story.Ferry.Blocks.Select(block => block.Text)).Select(DocxFile.Paragraph));
        var bare = string.Concat(Story.Ferry.Blocks.Select(block => DocxFile.Paragraph(block.Text)));

        var (stated, silent) = (Clean(DocxFile.Of(story, [], properties)), Clean(DocxFile.Of(bare, [], properties)));

        Assert.Equal((Story.Ferry.Title, Story.Ferry.Author, Story.Ferry.Date), (stated.Title, stated.Authors.Single(), stated.Published!.Date));
        Assert.DoesNotContain(stated.Paragraphs, paragraph => paragraph.Span.Of(stated.Text).ToString() == Story.Ferry.Title);
        Assert.Equal((Story.Ferry.Title, "Template Owner", new DateOnly(2030, 1, 1)), (silent.Title, silent.Authors.Single(), silent.Published!.Date));
    }

    [Fact]
    public void Parts_that_together_expand_beyond_the_limit_are_refused_though_each_stays_below()
    {
        var part = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<a n=\"{i * 7919L % 1_000_003:D7}\"/>"));
        var docx = DocxFile.Of(DocxFile.Paragraph("The ferry sailed."), [.. Enumerable.Range(10, 4).Select(i => ($"r{i}", Office + "/customXml", $"item{i}.xml", "application/xml", $"<x>{part}</x>"))]);

        Assert.Null(ArticleReaders.Read(new SourceFile("a.docx", docx), TextLimits.Default, Cancel).Rejection);
        Assert.Equal(RejectionReason.ExpandsTooMuch, ArticleReaders.Read(new SourceFile("a.docx", docx), TextLimits.Default with { MaxExpandedBytes = 3 * part.Length }, Cancel).Rejection?.Reason);
    }

    [Fact]
    public void Every_part_is_left_when_the_time_is_up()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(WordRendering.Of(Story.Ferry, "https://courier.example/")), isEditable: false);
        using var body = OpenXmlReader.Create(document.MainDocumentPart!);
        var (styles, late) = (DocxStyles.Read(null, 10, Cancel), new CancellationToken(canceled: true));

        Assert.ThrowsAny<OperationCanceledException>(() => new DocxBody(styles, TextLimits.Default, late).Read(body));
        Assert.ThrowsAny<OperationCanceledException>(() => DocxStyles.Read(document.MainDocumentPart!.StyleDefinitionsPart, 10, late));
        Assert.ThrowsAny<OperationCanceledException>(() => DocxProperties.Read(document.CoreFilePropertiesPart, 10, late));
    }

    private static string Cell(string text) => $"<w:tc>{DocxFile.Paragraph(text)}</w:tc>";

    private static (BlockKind Kind, string Text) Only(string body) => Assert.Single(Read(body).Blocks) is var block ? (block.Kind, block.Text) : default;

    private static SourceDocument Read(string body) => Document(DocxFile.Of(body, []));

    private static SourceDocument Document(byte[] docx)
    {
        var read = ArticleReaders.Read(new SourceFile("a.docx", docx), TextLimits.Default, Cancel);
        Assert.True(read.Document is not null, read.Rejection?.ToString());
        return read.Document;
    }

    private static CleanArticle Clean(byte[] docx) => new ArticleCleaner().Clean(new SourceFile("a.docx", docx), Cancel).Article!;
}

/// <summary>Writes Word documents by hand.</summary>
internal static class DocxFile
{
    public const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static string Paragraph(string text) => $"<w:p><w:r><w:t xml:space=\"preserve\">{System.Net.WebUtility.HtmlEncode(text)}</w:t></w:r></w:p>";

    /// <param name="body">The elements of the body.</param>
    /// <param name="parts">Further parts: id and type of the relation, file, content type, content.</param>
    /// <param name="properties">The elements of the core properties.</param>
    public static byte[] Of(string body, IReadOnlyList<(string Id, string Relation, string File, string Type, string Content)> parts, string? properties = null)
    {
        var types = string.Concat(parts.Select(part => $"<Override PartName=\"/word/{part.File}\" ContentType=\"{part.Type}\"/>"));
        var relations = string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{part.Relation}\" Target=\"{part.File}\"/>"));
        List<(string, byte[])> files =
        [
            ("[Content_Types].xml", Utf8($"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{(properties is null ? "" : "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>")}{types}</Types>")),
            ("_rels/.rels", Utf8($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"word/document.xml\"/>{(properties is null ? "" : $"<Relationship Id=\"r2\" Type=\"{Package}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>")}</Relationships>")),
            ("word/document.xml", Utf8($"<w:document xmlns:w=\"{W}\" xmlns:r=\"{Office}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><w:body>{body}</w:body></w:document>")),
            ("word/_rels/document.xml.rels", Utf8($"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r9\" Type=\"{Office}/hyperlink\" Target=\"https://courier.example/\" TargetMode=\"External\"/>{relations}</Relationships>")),
            .. parts.Select(part => ($"word/{part.File}", Utf8(part.Content))),
        ];
        if (properties is not null)
        {
            files.Add(("docProps/core.xml", Utf8($"<cp:coreProperties xmlns:cp=\"{Package}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\">{properties}</cp:coreProperties>")));
        }

        return Renderings.Zip([.. files]);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
