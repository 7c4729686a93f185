using System.Diagnostics;
using System.Text;
using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Tests that measure what the whole process allocates: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory
{
    private const long Most = 200 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Why the file is refused; null when it is not. Fails when that takes more than 5 seconds or 200 MB.</summary>
    public static Rejection? Reject(string name, byte[] bytes)
    {
        var file = new SourceFile(name, bytes);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var container = ArticleContainer.Open(file, TextLimits.Default, TestContext.Current.CancellationToken);
        var rejection = container is null ? ArticleReaders.Read(file, TextLimits.Default, TestContext.Current.CancellationToken).Rejection : container.Survey(TestContext.Current.CancellationToken).Rejection;

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Most);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Longest);
        return rejection;
    }
}

/// <summary>Files that mean harm are refused in less than 5 seconds, and nothing that is too much is ever in memory.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class BombTests
{
    private static readonly byte[] Zeros = new byte[64 * 1024 * 1024];

    private static readonly string Entities = "<!DOCTYPE x [<!ENTITY a \"lol\">" + string.Concat("bcdefghij".Select((c, i) => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + i)};", 10))}\">")) + "]>";

    public static TheoryData<string, byte[], RejectionReason> Bombs => new()
    {
        { "bomb.gz", Renderings.Gzip(Zeros), RejectionReason.ExpandsTooMuch },
        { "bomb.gz.gz.gz", Renderings.Gzip(Renderings.Gzip(Renderings.Gzip(Zeros))), RejectionReason.ExpandsTooMuch },
        { "turtles.gz", Gzips(6), RejectionReason.NestedTooDeep },
        { "bomb.zip", Renderings.Zip(("a.txt", Zeros)), RejectionReason.ExpandsTooMuch },
        { "many.zip", Renderings.Zip([.. Enumerable.Range(0, 12).Select(i => ($"{i}.txt", Zeros))]), RejectionReason.ExpandsTooMuch },
        { "nested.zip", Zips(6), RejectionReason.NestedTooDeep },
        { "nested-bomb.zip", Renderings.Zip(("a.zip", Renderings.Zip([.. Enumerable.Range(0, 10).Select(i => ($"{i}.zip", Renderings.Zip(("a.txt", Zeros))))]))), RejectionReason.ExpandsTooMuch },
        { "entries.zip", Renderings.Zip([.. Enumerable.Range(0, 20_001).Select(i => ($"{i}", Array.Empty<byte>()))]), RejectionReason.TooManyEntries },
        { "rss.xml", Encoding.UTF8.GetBytes(Entities + "<rss><channel><item><title>&j;</title></item></channel></rss>"), RejectionReason.UnsafeXml },
        { "nitf.xml", Encoding.UTF8.GetBytes(Entities + "<nitf><body><body.content><p>&j;</p></body.content></body></nitf>"), RejectionReason.UnsafeXml },
        { "file.xml", Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><newsItem><p>&a;</p></newsItem>"), RejectionReason.UnsafeXml },
        { "bomb.docx", Renderings.Zip(("word/document.xml", Zeros), ("[Content_Types].xml", "<Types/>"u8.ToArray())), RejectionReason.ExpandsTooMuch },
        { "bomb.pdf", Pdf(Zeros), RejectionReason.ExpandsTooMuch },
    };

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public void A_bomb_is_refused(string name, byte[] bytes, RejectionReason reason) => Assert.Equal(reason, MeasuredMemory.Reject(name, bytes)?.Reason);

    private static byte[] Gzips(int count) => Enumerable.Range(0, count).Aggregate("text"u8.ToArray(), (bytes, _) => Renderings.Gzip(bytes));

    private static byte[] Zips(int count) => Enumerable.Range(0, count).Aggregate("text"u8.ToArray(), (bytes, i) => Renderings.Zip(($"{i}.zip", bytes)));

    // A page whose content is a stream of zeros.
    private static byte[] Pdf(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(content);
        }

        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => pdf.Write(Encoding.ASCII.GetBytes(text));
        void Object(string text)
        {
            offsets.Add(pdf.Length);
            Write($"{offsets.Count} 0 obj\n{text}\nendobj\n");
        }

        Write("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>");
        offsets.Add(pdf.Length);
        Write($"4 0 obj\n<< /Length {packed.Length} /Filter /FlateDecode >>\nstream\n");
        pdf.Write(packed.ToArray());
        Write("\nendstream\nendobj\n");
        var xref = pdf.Length;
        Write($"xref\n0 5\n0000000000 65535 f \n{string.Concat(offsets.Select(offset => $"{offset:D10} 00000 n \n"))}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return pdf.ToArray();
    }
}
