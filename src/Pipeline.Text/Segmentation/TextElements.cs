using System.Globalization;
using System.Text;

namespace Pipeline.Text.Segmentation;

/// <summary>Counts text elements (grapheme clusters), the unit of analysers' limits.</summary>
public static class TextElements
{
    /// <summary>The number of text elements in <paramref name="text"/>.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\r'))
        {
            return text.Length;
        }

        var count = 0;
        while (!text.IsEmpty)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }
}
