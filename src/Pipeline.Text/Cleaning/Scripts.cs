namespace Pipeline.Text.Cleaning;

/// <summary>What the writing system of a character says about the length of texts.</summary>
internal static class Scripts
{
    /// <summary>Chinese, Japanese and Korean characters, each of which is a syllable or a word.</summary>
    public static bool IsIdeographic(char c) => c is (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Scripts that write without spaces between words: here a line break inside a sentence is no space.</summary>
    public static bool IsUnspaced(char c) => c is (>= '\u3000' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uFF00' and <= '\uFFEF') or (>= '\u0E00' and <= '\u0EFF');

    /// <summary>Length in letters of a spaced script: ideographs count as about three.</summary>
    public static int ReadingLength(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            length += IsIdeographic(c) ? 2 : 0;
        }

        return length;
    }
}
