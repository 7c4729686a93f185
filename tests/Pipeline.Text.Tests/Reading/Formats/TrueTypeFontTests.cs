using System.Buffers.Binary;
using System.Text;
using Pipeline.Text.Reading.Pdf;

namespace Pipeline.Text.Tests.Reading.Formats;

public sealed class TrueTypeFontTests
{
    [Fact]
    public void Every_glyph_becomes_empty_and_all_else_stays()
    {
        var font = EndlessTrueTypeFont.Program.ToArray();

        Assert.True(TrueTypeFont.TryEmptyGlyphs(font));

        Assert.Equal(new byte[6], font[EndlessTrueTypeFont.LocationsAt..(EndlessTrueTypeFont.LocationsAt + 6)]);
        Assert.Equal(EndlessTrueTypeFont.Program[..EndlessTrueTypeFont.LocationsAt], font[..EndlessTrueTypeFont.LocationsAt]);
        Assert.Equal(EndlessTrueTypeFont.Program[(EndlessTrueTypeFont.LocationsAt + 6)..], font[(EndlessTrueTypeFont.LocationsAt + 6)..]);
    }

    [Fact]
    public void A_font_that_lists_its_glyphs_twice_is_none()
    {
        var font = Encoding.Latin1.GetString(EndlessTrueTypeFont.Program).Replace("hmtx", "loca", StringComparison.Ordinal);

        Assert.False(TrueTypeFont.TryEmptyGlyphs(Encoding.Latin1.GetBytes(font)));
    }

    [Fact]
    public void A_font_that_is_cut_or_changed_anywhere_is_told_or_emptied()
    {
        var random = new Random(1);
        for (var i = 0; i < EndlessTrueTypeFont.Program.Length; i++)
        {
            var cut = EndlessTrueTypeFont.Program[..i];
            Assert.Equal(i >= EndlessTrueTypeFont.LocationsAt + 6, TrueTypeFont.TryEmptyGlyphs(cut));

            var changed = EndlessTrueTypeFont.Program.ToArray();
            random.NextBytes(changed.AsSpan(i, Math.Min(4, changed.Length - i)));
            TrueTypeFont.TryEmptyGlyphs(changed);
        }
    }
}

/// <summary>A font in the TrueType format (https://learn.microsoft.com/typography/opentype/spec/otff) of two glyphs: ".notdef", which is empty, and "T", which is composed of itself.</summary>
internal static class EndlessTrueTypeFont
{
    private const int HeaderLength = 12;
    private const int RecordLength = 16;
    private const int Glyph = 1;

    private static readonly (string Tag, byte[] Content)[] Tables =
    [
        ("cmap", [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 12, 0, 0, 1, 6, 0, 0, .. Enumerable.Range(0, 256).Select(c => (byte)(c == 'T' ? Glyph : 0))]),
        ("glyf", [0xFF, 0xFF, .. new byte[8], 0, 0, 0, Glyph, 0, 0]),
        ("head", [0, 1, 0, 0, .. new byte[8], 0x5F, 0x0F, 0x3C, 0xF5, 0, 0, 3, 232, .. new byte[34]]),
        ("hhea", [0, 1, 0, 0, .. new byte[30], 0, 1]),
        ("hmtx", [1, 244, 0, 0, 0, 0]),
        ("maxp", [0, 1, 0, 0, 0, 2, .. new byte[26]]),
        ("loca", [0, 0, 0, 0, 0, 8]), // In pairs of bytes.
    ];

    public static byte[] Program { get; } = [0, 1, 0, 0, 0, (byte)Tables.Length, .. new byte[6], .. Tables.SelectMany((table, i) => Record(table.Tag, At(i), table.Content.Length)), .. Tables.SelectMany(table => table.Content)];

    public static int LocationsAt { get; } = At(Array.FindIndex(Tables, table => table.Tag == "loca"));

    private static int At(int table) => HeaderLength + (Tables.Length * RecordLength) + Tables[..table].Sum(before => before.Content.Length);

    private static byte[] Record(string tag, int at, int length)
    {
        var record = new byte[RecordLength];
        Encoding.ASCII.GetBytes(tag, record);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(8), at);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(12), length);
        return record;
    }
}
