using System.Globalization;
using System.IO.Compression;
using System.Text;
using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Faults of files that the readers of PDF, Word, mail and WARC meet.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class ReaderFaultTests
{
    private const string Address = "https://courier.example/story";

    private static readonly string Page = Renderings.Page(Story.Ferry, "https://courier.example/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_mail_forwarded_as_an_attachment_is_the_article()
    {
        var inner = Encoding.UTF8.GetString(Renderings.Mail(Story.Ferry, Address, html: true));
        var mail = $"From: Desk <desk@halmar.example>\r\nSubject: look at this\r\nMIME-Version: 1.0\r\nDate: Fri, 01 Feb 2030 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--outer--\r\n";

        var article = Clean("a.eml", Encoding.UTF8.GetBytes(mail)).Article;

        Assert.Equal((Story.Ferry.Title, Story.Ferry.Date), (article?.Title, article?.Published?.Date));
    }

    [Fact]
    public void Mails_within_mails_beyond_the_limit_are_refused() =>
        Assert.Equal(RejectionReason.NestedTooDeep, Clean("a.eml", MailNesting.Messages(500)).Rejection?.Reason);

    [Fact]
    public void A_date_that_is_none_is_no_date_of_the_year_one()
    {
        var mail = $"From: Desk <desk@halmar.example>\nSubject: {Story.Ferry.Title}\nMIME-Version: 1.0\nDate: soon\n\n{Story.Ferry.Text}\n";

        var article = Clean("a.eml", Encoding.UTF8.GetBytes(mail)).Article!;

        Assert.Null(article.Published);
    }

    [Fact]
    public void What_a_mail_says_in_its_body_makes_no_saved_page_of_it()
    {
        var mail = $"From: Desk <desk@halmar.example>\r\nSubject: {Story.Ferry.Title}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe desk reads: Snapshot-Content-Location: of old.\n\n{Story.Ferry.Text}\n";

        Assert.Equal("eml", Clean("a.eml", Encoding.UTF8.GetBytes(mail)).Article?.Format);
    }

    [Fact]
    public void Pages_in_a_tree_of_a_thousand_levels_are_read_or_refused()
    {
        const int Levels = 1_000;
        List<string> objects = ["<< /Type /Catalog /Pages 6 0 R >>", "<< >>", PdfFile.Page.Replace("2 0 R", $"{5 + Levels} 0 R", StringComparison.Ordinal), PdfFile.Stream("BT /A 9 Tf 50 700 Td (The ferry sailed.) Tj ET"), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
        objects.AddRange(Enumerable.Range(6, Levels).Select(i => $"<< /Type /Pages /Kids [{(i == 5 + Levels ? 3 : i + 1)} 0 R] /Count 1{(i == 6 ? "" : $" /Parent {i - 1} 0 R")} >>"));

        var read = ArticleReaders.Read(new SourceFile("a.pdf", PdfFile.Of(objects)), TextLimits.Default, Cancel);

        Assert.True(read.Document is null != (read.Rejection is null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_page_of_millions_of_letters_is_refused_early(bool isPacked)
    {
        var content = $"BT /A 9 Tf {string.Concat(Enumerable.Range(0, 40_000).Select(i => $"({i:D6} ferry sailed at {i * 7919L % 1_000_003:D7} and came back by night) Tj "))} ET";
        AssertRefusedEarly(
            PdfFile.Of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PdfFile.Page, isPacked ? PdfFile.Packed(content) : PdfFile.Stream(content), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]),
            RejectionReason.TooLarge);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forms_that_show_each_other_ten_times_on_nine_levels_are_refused_early(bool isPacked)
    {
        const int Levels = 9;
        Func<string, string, string> stream = isPacked ? (content, dictionary) => PdfFile.Packed(content, dictionary) : PdfFile.Stream;
        List<string> objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PdfFile.Page, stream("/F % what is shown\nDo", ""), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
        objects.AddRange(Enumerable.Range(0, Levels).Select(i => stream(
            i == Levels - 1 ? "BT /A 9 Tf 50 700 Td (The ferry sailed.) Tj ET" : string.Concat(Enumerable.Repeat("/F Do ", 10)),
            $"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /A 5 0 R >>{(i == Levels - 1 ? "" : $" /XObject << /F {7 + i} 0 R >>")} >>")));

        AssertRefusedEarly(PdfFile.Of(objects), RejectionReason.TooLarge);
    }

    [Fact]
    public void A_form_that_shows_itself_ends()
    {
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PdfFile.Page, PdfFile.Stream("/F Do"), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            PdfFile.Stream("/F Do /F Do", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 6 0 R >> >>"),
        ];

        AssertRefusedEarly(PdfFile.Of(objects), RejectionReason.TooLarge);
    }

    [Fact]
    public void A_form_that_a_page_shows_many_times_is_read_as_often()
    {
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PdfFile.Page, PdfFile.Stream(string.Concat(Enumerable.Range(0, 20).Select(i => $"q 1 0 0 1 0 {-20 * i} cm /F Do Q "))), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            PdfFile.Stream("BT /A 9 Tf 50 700 Td (The ferry sailed.) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"),
        ];

        var read = ArticleReaders.Read(new SourceFile("a.pdf", PdfFile.Of(objects)), TextLimits.Default, Cancel);

        Assert.Equal(20, read.Document!.Blocks.Sum(block => block.Text.Split("The ferry sailed.").Length - 1));
    }

    [Fact]
    public void One_page_that_counts_as_thousands_ends_at_the_limit_of_the_text()
    {
        var kids = string.Concat(Enumerable.Repeat("3 0 R ", 5_000));
        var pdf = PdfFile.Of(["<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Kids [{kids}] /Count 5000 >>", PdfFile.Page, PdfFile.Stream($"BT /A 9 Tf 50 700 Td ({string.Concat(Enumerable.Repeat("ferry ", 500))}) Tj ET"), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]);

        var read = ArticleReaders.Read(new SourceFile("a.pdf", pdf), TextLimits.Default with { MaxTextLength = 20_000 }, Cancel);

        Assert.Equal(RejectionReason.TooLarge, read.Rejection?.Reason);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    public void A_page_that_the_crawler_unpacked_but_calls_packed_is_read(string encoding)
    {
        var items = Items(Record(Address, $"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}", Encoding.UTF8.GetBytes(Page)));

        Assert.Null(Assert.Single(items).Rejection);
        Assert.Equal(Story.Ferry.Title, Clean(items[0].Name, items[0].Bytes.ToArray()).Article?.Title);
    }

    [Fact]
    public void A_packed_page_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(Page));
        }

        var item = Assert.Single(Items(Record(Address, "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: br", packed.ToArray())));

        Assert.Equal(Story.Ferry.Title, Clean(item.Name, item.Bytes.ToArray()).Article?.Title);
    }

    [Fact]
    public void Of_records_that_are_too_large_only_pages_are_refused_and_by_the_name_of_their_address()
    {
        var film = Record("https://courier.example/film", "Content-Type: video/mp4", new byte[3_000]);
        var page = Record($"<{Address}>", "Content-Type: text/html", new byte[3_000]);

        var items = Items([.. film, .. page, .. Record("https://courier.example/next", "Content-Type: text/html", "<p>Short</p>"u8.ToArray())], TextLimits.Default with { MaxBytes = 8_000 }, mostRecord: 2_000);

        Assert.Equal([("courier.example/story.html", RejectionReason.TooLarge), ("courier.example/next.html", null)], items.Select(item => (item.Name, item.Rejection?.Reason)));
    }

    [Fact]
    public void A_record_that_the_archive_ends_in_is_refused_and_the_others_are_not()
    {
        var whole = Record(Address, "Content-Type: text/html", Encoding.UTF8.GetBytes(Page));
        var items = Items([.. whole, .. Record("https://courier.example/cut", "Content-Type: text/html", Encoding.UTF8.GetBytes(Page))[..^400]]);

        Assert.Equal([null, RejectionReason.Malformed], items.Select(item => item.Rejection?.Reason));
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("identity", true)]
    public void A_page_sent_in_chunks_and_packed_is_put_together(string encoding, bool isChunked)
    {
        var body = encoding == "gzip" ? Renderings.Gzip(Encoding.UTF8.GetBytes(Page)) : Encoding.UTF8.GetBytes(Page);
        byte[] sent = isChunked ? [.. body.Chunk(100).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x};part\r\n"), .. chunk, .. "\r\n"u8]), .. "0\r\n\r\n"u8] : body;

        var item = Assert.Single(Items(Record(Address, $"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}{(isChunked ? "\r\nTransfer-Encoding: chunked" : "")}", sent)));

        Assert.Equal(Page, Encoding.UTF8.GetString(item.Bytes.Span));
    }

    [Fact]
    public void The_character_set_that_only_the_answer_names_is_heeded()
    {
        var page = Page.Replace("Skarholm", "Skårholm", StringComparison.Ordinal).Replace("lang=\"en\"", "", StringComparison.Ordinal);
        var item = Assert.Single(Items(Record(Address, "Content-Type: text/html; charset=windows-1257", CodePagesEncodingProvider.Instance.GetEncoding(1257)!.GetBytes(page.Replace("Skårholm", "Skårhołm", StringComparison.Ordinal)))));

        Assert.Contains("Skårhołm", Clean(item.Name, item.Bytes.ToArray()).Article?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_successful_answers_that_are_pages_are_items()
    {
        var page = Record(Address, "Content-Type: text/html", Encoding.UTF8.GetBytes(Page));
        byte[] Kind(string type) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(page).Replace("WARC-Type: response", $"WARC-Type: {type}", StringComparison.Ordinal));

        var items = Items([.. Kind("warcinfo"), .. Kind("request"), .. Kind("revisit"), .. Kind("metadata"), .. Record("https://courier.example/data", "Content-Type: application/json", "{}"u8.ToArray()), .. Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(page).Replace("200 OK", "404 No", StringComparison.Ordinal)), .. page]);

        Assert.Equal("courier.example/story.html", Assert.Single(items).Name);
    }

    private static CleanOutcome Clean(string name, byte[] bytes) => new ArticleCleaner().Clean(new SourceFile(name, bytes), Cancel);

    private static void AssertRefusedEarly(byte[] pdf, RejectionReason reason) => Assert.Equal(reason, MeasuredMemory.Reject("a.pdf", pdf)?.Reason);

    private static List<ContainerItem> Items(byte[] warc, TextLimits? limits = null, int? mostRecord = null)
    {
        var all = limits ?? TextLimits.Default;
        var container = ArticleContainer.Open(new SourceFile("a.warc", warc), all, Cancel)!;
        return [.. (mostRecord is { } most ? ArticleContainer.Open(new SourceFile("a.warc.gz", Renderings.Gzip(warc)), all with { MaxBytes = most }, Cancel)! : container).Items(Cancel)];
    }

    private static byte[] Record(string address, string header, byte[] body)
    {
        byte[] http = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n"), .. body];
        return [.. Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {http.Length}\r\n\r\n"), .. http, .. "\r\n\r\n"u8];
    }
}

/// <summary>Mails whose parts lie inside parts.</summary>
internal static class MailNesting
{
    private const string Head = "From: Desk <desk@halmar.example>\r\nSubject: nested\r\nMIME-Version: 1.0\r\n";

    public static byte[] Multiparts(int depth) => Encoding.ASCII.GetBytes(
        Head + string.Concat(Enumerable.Range(0, depth).Select(i => $"Content-Type: multipart/related; boundary=b{i}\r\n\r\n--b{i}\r\n")) + $"Content-Type: text/html\r\n\r\n<p>{Story.Ferry.Text}</p>\r\n");

    public static byte[] Messages(int depth) => Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat(Head + "Content-Type: message/rfc822\r\n\r\n", depth)) + Head + "Content-Type: text/plain\r\n\r\nThe ferry sailed.\r\n");
}

/// <summary>Writes PDF files by hand.</summary>
internal static class PdfFile
{
    public const string Page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /A 5 0 R >> /XObject << /F 6 0 R >> >> >>";

    public static string Stream(string content, string dictionary = "") => $"<< /Length {content.Length} {dictionary} >>\nstream\n{content}\nendstream";

    /// <summary>The same, compressed and written in hexadecimal digits.</summary>
    public static string Packed(string content, string dictionary = "")
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(Encoding.Latin1.GetBytes(content));
        }

        return Stream(Convert.ToHexString(packed.ToArray()) + ">", $"/Filter [/ASCIIHexDecode /FlateDecode] {dictionary}");
    }

    public static byte[] Of(IReadOnlyList<string> objects, string trailer = "")
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var text in objects)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{text}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n").Append(string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n")));
        return Encoding.Latin1.GetBytes(pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n").ToString());
    }
}
