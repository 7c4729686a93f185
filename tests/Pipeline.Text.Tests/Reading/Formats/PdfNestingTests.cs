using System.Globalization;
using System.Text;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>PDF nested so deep, or so made of itself, that following it would use up the stack: which cannot be caught, and ends the process. Each file is refused or read, early.</summary>
[Collection(nameof(MeasuredMemory))]
public sealed class PdfNestingTests
{
    private const int Deep = 100_000;

    private const string Catalog = "<< /Type /Catalog /Pages 2 0 R >>";
    private const string Pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    private const string Text = "BT /A 9 Tf 50 700 Td (The ferry sailed.) Tj ET";
    private const string Font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    private const string Tint = "<< /FunctionType 2 /Domain [0 1] /N 1 >>";

    private static readonly string Arrays = new string('[', Deep) + new string(']', Deep);

    private static readonly string Dictionaries = Repeat("<</A", Deep) + " 1 " + Repeat(">>", Deep);

    /// <summary>Name, file, and why it is refused: null when it is read.</summary>
    public static TheoryData<string, byte[], RejectionReason?> Files => new()
    {
        { "arrays in the catalog", Of($"<< /Type /Catalog /Pages 2 0 R /X {Arrays} >>"), RejectionReason.TooDeep },
        { "dictionaries in the catalog", Of($"<< /Type /Catalog /Pages 2 0 R /X {Dictionaries} >>"), RejectionReason.TooDeep },
        { "arrays in the trailer", PdfFile.Of([Catalog, Pages, PdfFile.Page, PdfFile.Stream(Text), Font], $"/X {Arrays}"), RejectionReason.TooDeep },
        { "dictionaries in the trailer", PdfFile.Of([Catalog, Pages, PdfFile.Page, PdfFile.Stream(Text), Font], $"/X {Dictionaries}"), RejectionReason.TooDeep },
        { "arrays in the content", Showing(PdfFile.Stream($"{Arrays} TJ {Text}")), RejectionReason.TooDeep },
        { "dictionaries in packed content", Showing(PdfFile.Packed($"/X {Dictionaries} BDC {Text}")), RejectionReason.TooDeep },
        { "brackets that never close", Showing(PdfFile.Packed(new string('[', Deep) + Text)), RejectionReason.TooDeep },
        { "an inline image", Showing(PdfFile.Packed($"BI /W 1 /H 1 /X {Dictionaries} ID x EI {Text}")), RejectionReason.TooDeep },
        { "an object that nothing needs", Of(Catalog, Arrays), null },
        { "a table of characters", Of(Catalog, PdfFile.Packed($"begincmap 1 beginbfrange <00> <FF> {Arrays} endbfrange /X {Dictionaries} def endcmap"), font: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"), null },
        { "an object stream", ObjectStream([$"<< /X {Dictionaries} >>"]), RejectionReason.TooDeep },
        { "a tree of pages", PageTree(20_000), null },
        { "a tree of pages in an object stream", ObjectStream([.. Enumerable.Range(0, 20_000).Select(i => i == 19_999 ? PageOfStream : $"<</Type/Pages/Kids[{11 + i} 0 R]/Count 1>>")]), null },
        { "more objects than any document", ObjectStream([.. Enumerable.Repeat("1", Deep + 1)]), RejectionReason.TooManyEntries },
        { "a reference to itself", Of("1 0 R"), RejectionReason.Malformed },
        { "references to each other", PdfFile.Of([Catalog, "3 0 %\n R", "2 0 R"]), RejectionReason.Malformed },
        { "streams that state each other's length", Of(Catalog, Length(7), Length(6), content: 6), RejectionReason.TooDeep },
        { "a chain of lengths", PdfFile.Of([Catalog, Pages, PageOf(6), PdfFile.Stream(Text), Font, .. Enumerable.Range(7, 1_000).Select(Length), "2"]), RejectionReason.TooLarge },
        { "a function of itself", Coloured("[/Separation /N /DeviceRGB 7 0 R]", Stitch(7)), RejectionReason.TooDeep },
        { "a chain of functions", Coloured("[/Separation /N /DeviceRGB 7 0 R]", [.. Enumerable.Range(8, 1_000).Select(Stitch), Tint]), RejectionReason.TooDeep },
        { "a program of functions", Coloured("[/Separation /N /DeviceRGB 7 0 R]", PdfFile.Packed(new string('{', Deep) + new string('}', Deep), "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]")), RejectionReason.TooDeep },
        { "a colour space of itself", Coloured("[/Separation /N 6 0 R 7 0 R]", Tint), RejectionReason.TooDeep },
        { "a colour space of its own name", Coloured("[/Separation /N /C 7 0 R]", Tint), RejectionReason.TooDeep },
        { "a colour space named as its ink", Coloured("[/Separation /C /DeviceRGB 7 0 R]", "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 1 1] >>"), null },
        { "a chain of colour spaces", Coloured("[/Separation /N 7 0 R << /FunctionType 2 /Domain [0 1] /N 1 >>]", [.. Enumerable.Range(8, 1_000).Select(i => $"[/DeviceN [/N] {i} 0 R {Tint}]"), "/DeviceRGB"]), RejectionReason.TooDeep },
        { "a font whose glyphs call themselves", Of(Catalog, PdfFile.Stream(EndlessFont.Program), font: "<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 84 /LastChar 84 /Widths [500] /Encoding /WinAnsiEncoding /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 0 1000 1000] /FontFile 6 0 R >> >>"), null },
        { "a compact font whose glyphs call themselves", Of(Catalog, PdfFile.Stream(Encoding.Latin1.GetString(EndlessCompactFont.Program), "/Subtype /Type1C"), font: "<< /Type /Font /Subtype /Type1 /BaseFont /X /FirstChar 84 /LastChar 84 /Widths [500] /Encoding /WinAnsiEncoding /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 0 1000 1000] /FontFile3 6 0 R >> >>"), null },
    };

    private static string PageOfStream => "<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /A 5 0 R >> >> >>";

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Nesting_without_end_is_refused_or_read_early(string name, byte[] pdf, RejectionReason? reason)
    {
        Assert.NotEmpty(name);
        Assert.Equal(reason, MeasuredMemory.Reject("a.pdf", pdf)?.Reason);
    }

    [Fact]
    public void Reading_that_does_not_end_is_left_when_the_time_is_up()
    {
        using var time = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => ArticleReaders.Read(new SourceFile("a.pdf", Showing(PdfFile.Stream(Repeat($"{Text}\n", 10_000)))), TextLimits.Default, time.Token));
    }

    private static byte[] Of(string catalog, string sixth = "null", string seventh = "null", string font = Font, int content = 4) =>
        PdfFile.Of([catalog, Pages, PageOf(content), PdfFile.Stream(Text), font, sixth, seventh]);

    private static byte[] Showing(string content) => PdfFile.Of([Catalog, Pages, PdfFile.Page, content, Font, "null"]);

    private static byte[] Coloured(string space, params string[] parts) =>
        PdfFile.Of([Catalog, Pages, PdfFile.Page.Replace("/XObject", "/ColorSpace << /C 6 0 R >> /XObject", StringComparison.Ordinal), PdfFile.Stream($"/C cs 0.5 scn {Text}"), Font, space, .. parts]);

    private static string PageOf(int content) => PdfFile.Page.Replace("4 0 R", $"{content} 0 R", StringComparison.Ordinal);

    private static string Length(int length) => $"<< /Length {length} 0 R >>\nstream\nq\nendstream";

    private static string Stitch(int part) => $"<< /FunctionType 3 /Domain [0 1] /Bounds [] /Encode [0 1] /Functions [{part} 0 R] >>";

    private static byte[] PageTree(int levels) => PdfFile.Of(
    [
        "<< /Type /Catalog /Pages 6 0 R >>", "null", PdfFile.Page.Replace("2 0 R", $"{5 + levels} 0 R", StringComparison.Ordinal), PdfFile.Stream(Text), Font,
        .. Enumerable.Range(6, levels).Select(i => $"<< /Type /Pages /Kids [{(i == 5 + levels ? 3 : i + 1)} 0 R] /Count 1 >>"),
    ]);

    /// <summary>A document whose objects from 10 on, the root of its pages first, lie in an object stream (7); a cross-reference stream (8) says where.</summary>
    private static byte[] ObjectStream(IReadOnlyList<string> objects)
    {
        var (numbers, values) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < objects.Count; i++)
        {
            numbers.Append(CultureInfo.InvariantCulture, $"{10 + i} {values.Length} ");
            values.Append(objects[i]).Append(' ');
        }

        var pdf = new StringBuilder("%PDF-1.5\n");
        var offsets = new Dictionary<int, int>();
        void Add(int number, string text)
        {
            offsets[number] = pdf.Length;
            pdf.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{text}\nendobj\n");
        }

        Add(1, "<< /Type /Catalog /Pages 10 0 R >>");
        Add(4, PdfFile.Stream(Text));
        Add(5, Font);
        Add(7, PdfFile.Packed(numbers.ToString() + values, $"/Type /ObjStm /N {objects.Count} /First {numbers.Length}"));
        offsets[8] = pdf.Length;
        var rows = string.Concat(Enumerable.Range(0, 10 + objects.Count).Select(i => i >= 10 ? $"02{7:X8}{i - 10:X6}" : offsets.TryGetValue(i, out var at) ? $"01{at:X8}000000" : $"00{0:X8}000000"));
        Add(8, PdfFile.Packed(Encoding.Latin1.GetString(Convert.FromHexString(rows)), $"/Type /XRef /Size {10 + objects.Count} /W [1 4 3] /Root 1 0 R"));
        return Encoding.Latin1.GetBytes(pdf.Append(CultureInfo.InvariantCulture, $"startxref\n{offsets[8]}\n%%EOF\n").ToString());
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}

/// <summary>A font of type 1 (Adobe Type 1 Font Format, 1990) whose letter calls a subroutine that calls itself.</summary>
internal static class EndlessFont
{
    private const int Call = 10;
    private const int SideBearing = 13;
    private const int EndGlyph = 14;
    private const int Return = 11;
    private const int Zero = 139; // Numbers are written plus 139.

    public static string Program { get; } = "%!PS-AdobeFont-1.0: X 001.000\n12 dict begin\n/FontName /X def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/Encoding StandardEncoding def\n/FontBBox {0 0 1000 1000} readonly def\ncurrentdict end\ncurrentfile eexec\n"
        + Encrypt("0000" + Private, 55665) + "\n" + new string('0', 64) + "\ncleartomark\n";

    private static string Private => "dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def /ND {noaccess def} executeonly def /NP {noaccess put} executeonly def /lenIV 4 def\n/Subrs 1 array\n"
        + $"dup 0 {Glyph(Zero, Call, Return)} NP\nND\n2 index /CharStrings 2 dict dup begin\n/.notdef {Letter} ND\n/T {Letter} ND\nend\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop\nmark currentfile closefile\n";

    private static string Letter => Glyph(Zero, Zero + 50, SideBearing, Zero, Call, EndGlyph);

    private static string Glyph(params int[] bytes)
    {
        var text = Encrypt("0000" + string.Concat(bytes.Select(b => (char)b)), 4330);
        return $"{text.Length} RD {text}";
    }

    private static string Encrypt(string text, ushort key) => string.Concat(text.Select(c =>
    {
        var cipher = (char)(c ^ (key >> 8));
        key = (ushort)(((cipher + key) * 52845) + 22719);
        return cipher;
    }));
}
