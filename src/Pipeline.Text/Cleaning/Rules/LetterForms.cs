using System.Globalization;
using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Writes letters as a keyboard would: the ligatures of typesetting as their letters ("ﬁ" as "fi"), and a letter with its accents as one character (NFC).</summary>
public sealed class LetterForms : ICleaningRule
{
    /// <summary>Longer runs of accents are written by nobody; ordering them takes time. The limit of stream-safe text, https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format.</summary>
    private const int MostAccents = 30;

    /// <summary>The first character that composition may change.</summary>
    private const char FirstComposed = '\u0300';

    private const char FirstLigature = '\uFB00';

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <inheritdoc/>
    public string Name => "letter-forms";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        draft.Title = draft.Title is { } title ? Mend(title) : null;
        draft.Standfirst = draft.Standfirst is { } standfirst ? Mend(standfirst) : null;
        draft.Byline = draft.Byline is { } byline ? Mend(byline) : null;
        foreach (var block in draft.Blocks)
        {
            var mended = Mend(block.Text);
            if (!ReferenceEquals(mended, block.Text))
            {
                block.Text = mended;
                draft.NoteOnce("letters-composed", "Ligatures and letters with separate accents were written as ordinary letters.");
            }
        }
    }

    // The same instance when there is nothing to mend.
    private static string Mend(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstComposed, char.MaxValue))
        {
            return text;
        }

        var apart = Apart(text);
        return CanBeComposed(apart) && !apart.IsNormalized(NormalizationForm.FormC) ? apart.Normalize(NormalizationForm.FormC) : apart;
    }

    private static string Apart(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstLigature, (char)(FirstLigature + Ligatures.Length - 1)) < 0)
        {
            return text;
        }

        var apart = new StringBuilder(text.Length + Ligatures.Length);
        foreach (var c in text)
        {
            if (c - FirstLigature is var ligature and >= 0 && ligature < Ligatures.Length)
            {
                apart.Append(Ligatures[ligature]);
            }
            else
            {
                apart.Append(c);
            }
        }

        return apart.ToString();
    }

    // Half a surrogate pair has no normal form.
    private static bool CanBeComposed(string text)
    {
        var accents = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
            {
                return false;
            }

            accents = char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark ? accents + 1 : 0;
            if (accents > MostAccents)
            {
                return false;
            }
        }

        return true;
    }
}
