using Pipeline.Text.Reading.Pdf;

namespace Pipeline.Text.Tests.Reading.Formats;

public sealed class CompactFontTests
{
    [Fact]
    public void Every_glyph_ends_where_it_begins_and_all_else_stays()
    {
        var font = EndlessCompactFont.Program.ToArray();

        Assert.True(CompactFont.TryEmptyGlyphs(font));

        const int End = 14;
        Assert.Equal([0, 2, 1, 1, 2, 3, End, End], font[EndlessCompactFont.GlyphsAt..(EndlessCompactFont.GlyphsAt + 8)]);
        Assert.Equal(EndlessCompactFont.Program[..EndlessCompactFont.GlyphsAt], font[..EndlessCompactFont.GlyphsAt]);
        Assert.Equal(EndlessCompactFont.Program[EndlessCompactFont.CharsetAt..], font[EndlessCompactFont.CharsetAt..]);
    }

    [Fact]
    public void A_font_that_is_cut_or_changed_anywhere_is_told_or_emptied()
    {
        var random = new Random(1);
        for (var i = 0; i < EndlessCompactFont.Program.Length; i++)
        {
            var cut = EndlessCompactFont.Program[..i];
            Assert.Equal(i >= EndlessCompactFont.GlyphsAt + 8, CompactFont.TryEmptyGlyphs(cut));

            var changed = EndlessCompactFont.Program.ToArray();
            random.NextBytes(changed.AsSpan(i, Math.Min(4, changed.Length - i)));
            CompactFont.TryEmptyGlyphs(changed);
        }
    }
}

/// <summary>A font in the Compact Font Format (Adobe Technical Note 5176) of two glyphs, ".notdef" and "T", which call a subroutine that calls itself.</summary>
internal static class EndlessCompactFont
{
    public const int GlyphsAt = 42;
    public const int CharsetAt = 54;

    private const byte CallGlobal = 29;
    private const byte Zeroth = 32; // -107, from which subroutines are counted.
    private const byte EndGlyph = 14;
    private const byte T = 53;

    public static byte[] Program { get; } =
    [
        1, 0, 4, 1,
        0, 1, 1, 1, 2, (byte)'X',
        0, 1, 1, 1, 19, 30, 0xE1, 0xA5, 0xFF, 12, 2, 29, 0, 0, 0, CharsetAt, 15, 29, 0, 0, 0, GlyphsAt, 17, // A slant of -1.5, the characters, the glyphs.
        0, 0,
        0, 1, 1, 1, 3, Zeroth, CallGlobal,
        0, 2, 1, 1, 4, 7, Zeroth, CallGlobal, EndGlyph, Zeroth, CallGlobal, EndGlyph,
        0, 0, T,
    ];
}
