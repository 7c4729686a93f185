namespace Pipeline.Text.Segmentation;

/// <summary>The number or letter of a list item: "1.", "2)", "3.)", "a.", "b)".</summary>
/// <param name="Value">1 for the first item.</param>
/// <param name="IsLetter">Whether it is a letter.</param>
/// <param name="Suffix">The first mark after it.</param>
/// <param name="EndsWithTwoMarks">Whether a bracket follows the dot.</param>
internal readonly record struct ListMarker(int Value, bool IsLetter, char Suffix, bool EndsWithTwoMarks)
{
    private const int MostDigits = 3;

    public bool IsFirst => Value == 1;

    /// <summary>Length in code units; 0 for no marker.</summary>
    public int Length => Value == 0 ? 0 : (IsLetter || Value < 10 ? 1 : Value < 100 ? 2 : MostDigits) + (EndsWithTwoMarks ? 2 : 1);

    public ListMarker Next() => IsLetter && Value == 26 ? default : this with { Value = Value + 1 };

    /// <summary>Reads a marker that white space follows.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int at, out ListMarker marker)
    {
        marker = default;
        var position = at;
        var value = 0;
        while (position < text.Length && position - at < MostDigits && char.IsAsciiDigit(text[position]) && !(position == at && text[position] == '0'))
        {
            value = (value * 10) + (text[position++] - '0');
        }

        var isLetter = position == at && position < text.Length && char.IsAsciiLetterLower(text[position]);
        if (isLetter)
        {
            value = text[position++] - 'a' + 1;
        }

        if (value == 0 || position >= text.Length || text[position] is not ('.' or ')'))
        {
            return false;
        }

        var suffix = text[position++];
        var two = suffix == '.' && position < text.Length && text[position] == ')';
        position += two ? 1 : 0;
        if (position < text.Length && !SentenceCharacters.IsSpace(text[position]))
        {
            return false;
        }

        marker = new ListMarker(value, isLetter, suffix, two);
        return true;
    }
}
