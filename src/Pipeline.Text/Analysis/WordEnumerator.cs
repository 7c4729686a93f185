namespace Pipeline.Text.Analysis;

/// <summary>The words of a text: runs of letters, digits and combining marks, with apostrophes and hyphens inside ("don't", "well-known").</summary>
internal ref struct WordEnumerator(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>Where the current word stands.</summary>
    public Range Current { get; private set; }

    /// <summary>Itself, for foreach.</summary>
    public readonly WordEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = _position;
        while (start < _text.Length && !IsWordCharacter(_text[start]))
        {
            start++;
        }

        if (start == _text.Length)
        {
            _position = start;
            return false;
        }

        var end = start + 1;
        while (end < _text.Length && (IsWordCharacter(_text[end]) || (_text[end] is '\'' or '’' or '-' && end + 1 < _text.Length && IsWordCharacter(_text[end + 1]))))
        {
            end++;
        }

        _position = end;
        Current = start..end;
        return true;
    }

    private static bool IsWordCharacter(char c) =>
        char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
