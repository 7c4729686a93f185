using System.Text;

namespace Pipeline.Text.Cleaning;

/// <summary>Keys under which near-identical texts are equal: letters and digits only, folded; quotes, dashes, case, punctuation and spacing do not count.</summary>
internal static class TextKey
{
    /// <summary>The key of a text; "" when it has neither letters nor digits.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) && Folding.Fold(c) is var folded and not '\0')
            {
                key.Append(folded);
            }
        }

        return key.ToString();
    }
}
