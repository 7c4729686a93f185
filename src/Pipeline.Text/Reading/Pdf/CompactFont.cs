using System.Buffers.Binary;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// A font program in the Compact Font Format (Adobe Technical Note 5176). Its glyphs are programs that call subroutines, which may call each other
/// without end; the characters and their names stand elsewhere.
/// </summary>
internal static class CompactFont
{
    private const byte EndGlyph = 14; // Technical Note 5177.

    private const int CharStrings = 17;
    private const int Escape = 12;
    private const int LastOperator = 21;
    private const int ShortNumber = 28;
    private const int LongNumber = 29;
    private const int RealNumber = 30;
    private const int FirstByteNumber = 32;
    private const int LastByteNumber = 246;

    /// <summary>Makes every glyph end where it begins, in place. False: the bytes are no such font.</summary>
    public static bool TryEmptyGlyphs(Span<byte> font)
    {
        try
        {
            var names = Index.Read(font, font[2]);
            var tops = Index.Read(font, names.End);
            for (var i = 0; i < tops.Count; i++)
            {
                if (GlyphsAt(font[tops.Item(font, i)]) is { } at)
                {
                    Empty(font, Index.Read(font, at));
                }
            }

            return true;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Where the glyphs are, by a font's dictionary: numbers, each list of them before what it is for.</summary>
    private static int? GlyphsAt(ReadOnlySpan<byte> dictionary)
    {
        int? last = null;
        int? glyphs = null;
        for (var i = 0; i < dictionary.Length;)
        {
            int first = dictionary[i++];
            switch (first)
            {
                case CharStrings:
                    glyphs = last;
                    break;
                case Escape:
                    i++;
                    break;
                case <= LastOperator:
                    break;
                case ShortNumber:
                    last = BinaryPrimitives.ReadInt16BigEndian(dictionary[i..]);
                    i += 2;
                    break;
                case LongNumber:
                    last = BinaryPrimitives.ReadInt32BigEndian(dictionary[i..]);
                    i += 4;
                    break;
                case RealNumber:
                    while (!EndsNumber(dictionary[i++]))
                    {
                        // The next two digits.
                    }

                    break;
                case >= FirstByteNumber and <= LastByteNumber:
                    last = first - 139;
                    break;
                case < 251:
                    last = ((first - 247) * 256) + dictionary[i++] + 108;
                    break;
                default:
                    last = (-(first - 251) * 256) - dictionary[i++] - 108;
                    break;
            }
        }

        return glyphs;
    }

    private static bool EndsNumber(byte digits) => (digits & 0xF) == 0xF || digits >> 4 == 0xF;

    private static void Empty(Span<byte> font, Index glyphs)
    {
        var end = 1;
        var next = glyphs.Item(font, 0);
        for (var i = 0; i < glyphs.Count; i++)
        {
            var glyph = next;
            next = i + 1 < glyphs.Count ? glyphs.Item(font, i + 1) : default;
            glyphs.Begin(font, i, end);
            if (glyph.Start.Value < glyph.End.Value)
            {
                font[glyphs.Data + end++] = EndGlyph;
            }
        }

        glyphs.Begin(font, glyphs.Count, end);
    }

    /// <summary>A list of byte strings: their number, the size of an offset, one more offset than strings, and the strings. Offsets count from the byte before the first.</summary>
    private readonly record struct Index(int Count, int OffsetSize, int Offsets, int End)
    {
        /// <summary>The byte before the first string.</summary>
        public int Data => Offsets + ((Count + 1) * OffsetSize) - 1;

        public static Index Read(ReadOnlySpan<byte> font, int at)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(font[at..]);
            if (count == 0)
            {
                return new Index(0, 0, 0, at + 2);
            }

            var index = new Index(count, font[at + 2], at + 3, 0);
            return index with { End = checked(index.Data + index.Offset(font, count)) };
        }

        public Range Item(ReadOnlySpan<byte> font, int i) => checked(Data + Offset(font, i))..checked(Data + Offset(font, i + 1));

        public void Begin(Span<byte> font, int i, int offset)
        {
            for (var (digit, rest) = (OffsetSize - 1, offset); digit >= 0; digit--, rest >>= 8)
            {
                font[Offsets + (i * OffsetSize) + digit] = (byte)rest;
            }
        }

        private int Offset(ReadOnlySpan<byte> font, int i)
        {
            var offset = 0;
            foreach (var digit in font.Slice(Offsets + (i * OffsetSize), OffsetSize))
            {
                offset = checked((offset * 256) + digit);
            }

            return offset;
        }
    }
}
