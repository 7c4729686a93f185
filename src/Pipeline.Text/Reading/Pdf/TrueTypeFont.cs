using System.Buffers.Binary;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// A font program in the TrueType format (https://learn.microsoft.com/typography/opentype/spec/otff). Its glyphs may be composed of each other without end; the characters stand elsewhere.
/// </summary>
internal static class TrueTypeFont
{
    private const int HeaderLength = 12;
    private const int RecordLength = 16;
    private const int GlyphCountAt = 4; // In the table "maxp".
    private const int LocationFormatAt = 50; // In the table "head".

    /// <summary>Makes every glyph empty, in place: all begin and end at one place. False: the bytes are no such font.</summary>
    public static bool TryEmptyGlyphs(Span<byte> font)
    {
        try
        {
            if (!TryFind(font, "loca"u8, out var locations) || !TryFind(font, "maxp"u8, out var most) || !TryFind(font, "head"u8, out var head))
            {
                return false;
            }

            var size = BinaryPrimitives.ReadInt16BigEndian(font[(head + LocationFormatAt)..]) == 0 ? sizeof(ushort) : sizeof(uint);
            var glyphs = BinaryPrimitives.ReadUInt16BigEndian(font[(most + GlyphCountAt)..]);
            font.Slice(locations, (glyphs + 1) * size).Clear();
            return true;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Where a table begins. False: there is none, or more than one, of which nobody can tell which is read.</summary>
    private static bool TryFind(ReadOnlySpan<byte> font, ReadOnlySpan<byte> tag, out int at)
    {
        at = 0;
        var found = 0;
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(font[4..]); i++)
        {
            var record = font.Slice(HeaderLength + (i * RecordLength), RecordLength);
            if (record.StartsWith(tag))
            {
                at = checked((int)BinaryPrimitives.ReadUInt32BigEndian(record[8..]));
                found++;
            }
        }

        return found == 1;
    }
}
