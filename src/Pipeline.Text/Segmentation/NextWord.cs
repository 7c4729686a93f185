namespace Pipeline.Text.Segmentation;

/// <summary>How what follows a mark begins.</summary>
internal enum NextCase
{
    Upper,
    Lower,
    Digit,
    Punctuation,
    Other,
}

/// <summary>The word behind a mark, and what stands between.</summary>
/// <param name="start">Where the white space behind the mark ends.</param>
/// <param name="word">The word, without what opens a quotation or bracket before it.</param>
/// <param name="nextCase">How it begins.</param>
/// <param name="afterBlankLine">A blank line is between.</param>
/// <param name="afterDash">A dash is between.</param>
/// <param name="afterOpener">An opening quotation mark or bracket is between.</param>
internal readonly ref struct NextWord(int start, ReadOnlySpan<char> word, NextCase nextCase, bool afterBlankLine, bool afterDash, bool afterOpener)
{
    public int Start { get; } = start;

    public ReadOnlySpan<char> Word { get; } = word;

    public NextCase Case { get; } = nextCase;

    public bool AfterBlankLine { get; } = afterBlankLine;

    public bool AfterDash { get; } = afterDash;

    public bool AfterOpener { get; } = afterOpener;

    /// <summary>Reads what follows <paramref name="at"/>, the end of a mark.</summary>
    public static NextWord Read(ReadOnlySpan<char> text, int at)
    {
        var breaks = 0;
        var start = at;
        while (start < text.Length && SentenceCharacters.IsSpace(text[start]))
        {
            breaks += SentenceCharacters.IsLineBreak(text[start]) ? 1 : 0;
            start++;
        }

        var position = start;
        var limit = Math.Min(text.Length, start + PrecedingWord.Longest);
        while (position < limit && SentenceCharacters.IsOpener(text[position]))
        {
            position++;
        }

        var afterOpener = position > start;
        var afterDash = position < limit && SentenceCharacters.IsDash(text[position]);
        var ellipsis = position < limit && text[position] is '.' or '…';
        while (position < limit && (SentenceCharacters.IsDash(text[position]) || SentenceCharacters.IsOpener(text[position]) || text[position] is ' ' or '.' or '…'))
        {
            position++;
        }

        var end = position;
        while (end < limit && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '’'))
        {
            end++;
        }

        if (end < limit && text[end] == '.' && end - position is 2 or 3)
        {
            end++;
        }

        var nextCase = position >= text.Length ? NextCase.Punctuation : Classify(text[position]);
        if (ellipsis && nextCase == NextCase.Lower)
        {
            nextCase = NextCase.Other;
        }

        return new NextWord(start, text[position..end], nextCase, breaks > 1, afterDash, afterOpener);
    }

    private static NextCase Classify(char c) =>
        char.IsUpper(c) ? NextCase.Upper
        : char.IsLower(c) ? NextCase.Lower
        : char.IsDigit(c) ? NextCase.Digit
        : c is ',' or ';' or ':' or ')' or ']' or '}' or '/' or '=' or '+' or '|' or '№' or '?' or '!' or '،' ? NextCase.Punctuation
        : NextCase.Other;
}
