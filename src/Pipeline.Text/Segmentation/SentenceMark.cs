using System.Buffers;

namespace Pipeline.Text.Segmentation;

/// <summary>A run of marks such as ".", "?!" or ". . .", with what closes behind it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="RunEnd">Behind the last of its marks.</param>
/// <param name="End">Behind the quotation marks, brackets and references that close after it.</param>
/// <param name="Dots">How many full stops; an ellipsis counts three.</param>
/// <param name="IsExclamationOrQuestion">One of them is an exclamation or question mark.</param>
/// <param name="IsUnambiguous">One of them has no other use than to end sentences.</param>
/// <param name="IsExtra">One of them ends sentences in this language only.</param>
/// <param name="IsSpaced">Spaces stand between its dots.</param>
/// <param name="HasCloser">A quotation or bracket closes behind it.</param>
internal readonly record struct SentenceMark(int Start, int RunEnd, int End, int Dots, bool IsExclamationOrQuestion, bool IsUnambiguous, bool IsExtra, bool IsSpaced, bool HasCloser)
{
    /// <summary>Closing marks that are taken along at the end of a sentence.</summary>
    private const int MostClosers = 16;

    private static readonly SearchValues<char> s_referenceMarks = SearchValues.Create("0123456789,–- ");

    /// <summary>Reads the run of marks at <paramref name="at"/> with the quotation marks and brackets that close after it.</summary>
    public static SentenceMark Read(ReadOnlySpan<char> text, int at, LanguageProfile profile)
    {
        var position = at;
        var dots = 0;
        var exclamation = false;
        var unambiguous = false;
        var extra = false;
        var spaced = false;
        var runEnd = at;
        var hasCloser = false;
        while (position < text.Length)
        {
            var c = text[position];
            if (SentenceCharacters.Terminators.Contains(c) || (profile.ExtraTerminators.Length > 0 && profile.ExtraTerminators.Contains(c)))
            {
                dots += c == '…' ? 3 : c == '.' ? 1 : 0;
                exclamation |= SentenceCharacters.IsExclamationOrQuestion(c);
                unambiguous |= SentenceCharacters.IsUnambiguous(c);
                extra |= profile.ExtraTerminators.Contains(c);
                runEnd = ++position;
            }
            else if (c is ' ' or '\u00a0' && dots > 0 && !hasCloser && IsSpacedDot(text, position + 1))
            {
                spaced = true;
                position++;
            }
            else
            {
                break;
            }
        }

        var end = runEnd;
        while (end < text.Length && end - runEnd < MostClosers && (SentenceCharacters.IsQuoteCloser(text[end]) || SentenceCharacters.IsBracketCloser(text[end]) || (text[end] is '.' or '?' or '!' && hasCloser)))
        {
            hasCloser = true;
            end++;
        }

        if (end + 1 < text.Length && text[end] is ' ' or '\u00a0' or '\u202f' && text[end + 1] == '»')
        {
            hasCloser = true;
            end += 2;
        }

        end = SkipReference(text, end);
        return new SentenceMark(at, runEnd, end, dots, exclamation, unambiguous, extra, spaced, hasCloser);
    }

    private static bool IsSpacedDot(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] != '.')
        {
            return false;
        }

        var after = at + 1;
        return after >= text.Length || SentenceCharacters.IsSpace(text[after]) || SentenceCharacters.IsQuoteCloser(text[after]) || SentenceCharacters.IsBracketCloser(text[after]);
    }

    /// <summary>"…the end. [3] The next": a reference after the mark belongs to the sentence.</summary>
    private static int SkipReference(ReadOnlySpan<char> text, int at)
    {
        const int longestReference = 12;
        var end = at;
        while (end < text.Length)
        {
            var open = end < text.Length - 1 && text[end] == ' ' ? end + 1 : end;
            var close = text[open] == '[' ? text.Slice(open, Math.Min(longestReference, text.Length - open)).IndexOf(']') : -1;
            if (close < 2 || !char.IsAsciiDigit(text[open + 1]) || text.Slice(open + 1, close - 1).IndexOfAnyExcept(s_referenceMarks) >= 0)
            {
                break;
            }

            end = open + close + 1;
        }

        return end;
    }
}
