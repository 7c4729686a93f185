using System.Buffers;

namespace Pipeline.Text.Segmentation;

/// <summary>Decides whether a mark ends a sentence, from the word before it and the word after it.</summary>
internal ref struct SentenceBoundary(string text, LanguageProfile profile)
{
    /// <summary>Longest word that is looked at; longer runs are no abbreviations. It keeps the work per mark constant.</summary>
    private const int LongestWord = 40;

    /// <summary>Closing marks that are taken along at the end of a sentence.</summary>
    private const int MostClosers = 16;

    private static readonly SearchValues<char> s_vowelsAndDigits = SearchValues.Create("aeiouyAEIOUY'’0123456789");

    private static readonly SearchValues<char> s_referenceMarks = SearchValues.Create("0123456789,–- ");

    private readonly ReadOnlySpan<char> _text = text;
    private EnclosureTracker _enclosure = new(text);

    /// <summary>The end of the sentence that the mark at <paramref name="at"/> closes, or −1 when it closes none.</summary>
    /// <param name="at">Position of the mark.</param>
    /// <param name="sentenceStart">Where the sentence began.</param>
    /// <param name="resume">Where to look for the next mark.</param>
    public int EndsAt(int at, int sentenceStart, out int resume)
    {
        var mark = ReadMark(at);
        resume = mark.RunEnd;
        var ends = mark.End >= _text.Length || Ends(mark, sentenceStart);
        return ends ? mark.End : -1;
    }

    private bool Ends(in Mark mark, int sentenceStart)
    {
        if (mark.IsUnambiguous)
        {
            return EndsUnambiguous(mark);
        }

        if (profile.IgnoresDot && !mark.IsExclamationOrQuestion && !mark.IsExtra)
        {
            return false;
        }

        if (!SentenceCharacters.IsSpace(_text[mark.End]))
        {
            return IsLostSpace(mark);
        }

        var next = ReadNext(mark.End);
        if (next.AfterBlankLine || next.Start >= _text.Length)
        {
            return true;
        }

        if (IsOmission(mark) || IsInsideDashedSpeech(mark, next))
        {
            return false;
        }

        return mark.IsExtra ? next.Case != NextCase.Punctuation
            : mark.IsExclamationOrQuestion ? EndsExclamation(mark, next)
            : mark.Dots > 1 ? EndsEllipsis(mark, next)
            : EndsFullStop(mark, next, sentenceStart);
    }

    /// <summary>CJK, Devanagari, Urdu, Ethiopic, Burmese marks: always an end, unless a quotation that the sentence embeds is still open or goes on ("……」と").</summary>
    private bool EndsUnambiguous(in Mark mark)
    {
        if (_enclosure.DepthAt(mark.RunEnd) > (mark.End > mark.RunEnd ? 1 : 0))
        {
            return false;
        }

        return !(mark.HasCloser && IsKana(_text[mark.End]));
    }

    private static bool IsKana(char c) => c is >= '\u3040' and <= '\u309f';

    private readonly bool EndsExclamation(in Mark mark, in Next next)
    {
        switch (next.Case)
        {
            case NextCase.Punctuation:
                return false;
            case NextCase.Lower:
                return !mark.HasCloser && !next.AfterDash && !IsExclamatoryName(WordBefore(mark.Start));
            default:
                return !(next.Case == NextCase.Upper && _text[mark.Start] == '!' && IsExclamatoryName(WordBefore(mark.Start)) && !profile.IsStarter(next.Word));
        }
    }

    private static bool EndsEllipsis(in Mark mark, in Next next)
    {
        if (next.Case is NextCase.Punctuation or NextCase.Lower || next.AfterDash)
        {
            return false;
        }

        // Three spaced dots mark an omission within a sentence, four an omission at its end.
        return !(mark.IsSpaced && mark.Dots == 3) && !(next.Case == NextCase.Upper && next.Word is "I" or "I'm" or "I’m" && mark.Dots <= 3 && !mark.HasCloser);
    }

    private readonly bool EndsFullStop(in Mark mark, in Next next, int sentenceStart)
    {
        if (next.Case == NextCase.Punctuation)
        {
            return false;
        }

        var word = WordBefore(mark.Start);
        if (next.Case == NextCase.Lower)
        {
            return !mark.HasCloser && !next.AfterDash && !next.AfterOpener && EndsBeforeLowerCase(word, next.Word);
        }

        if (word.Length == 0 || (mark.HasCloser && !IsBracketedName(mark, word)))
        {
            return true;
        }

        var isStarter = next.Case == NextCase.Upper && profile.IsStarter(next.Word);
        if (char.IsAsciiDigit(word[0]) || word[^1] is 'º' or '°')
        {
            return EndsNumber(word, next, isStarter);
        }

        if (profile.IsTitle(word))
        {
            return false;
        }

        if (profile.IsBeforeNumber(word))
        {
            return next.Case != NextCase.Digit && !IsRoman(next.Word) && (isStarter || !profile.IsAbbreviation(word));
        }

        if (word.Length == 1 && char.IsLetter(word[0]))
        {
            return EndsInitial(word[0], mark.Start, isStarter, next);
        }

        if (IsTimeOfDay(word))
        {
            return next.Case is NextCase.Upper && !IsTimeZone(next.Word) && !IsOnlyATime(mark.Start, sentenceStart);
        }

        if (profile.IsAbbreviation(word) || IsDotted(word, mark.Start) || IsConsonantsOnly(word))
        {
            return isStarter || (word is "etc" or "al" && next.Case == NextCase.Upper);
        }

        return !(profile.DotMakesOrdinal && IsRoman(word)) || isStarter;
    }

    /// <summary>"the doors shut. it rained": after a plain word the dot is careless writing rather than an abbreviation.</summary>
    private readonly bool EndsBeforeLowerCase(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        const int longerThanAbbreviations = 5;
        const int shortestPlainWord = 2;
        if (word.Length < shortestPlainWord || !char.IsLetter(word[^1]) || word.Contains('.') || profile.IsAbbreviation(word) || profile.IsTitle(word) || profile.IsBeforeNumber(word))
        {
            return false;
        }

        return (word.Length >= longerThanAbbreviations) || (profile.IsLowerCaseStarter(next) && IsLower(word));
    }

    private readonly bool EndsNumber(ReadOnlySpan<char> word, in Next next, bool isStarter)
    {
        const int longestOrdinal = 3;
        if (word[^1] is 'º' or '°' && next.Case == NextCase.Digit)
        {
            return false;
        }

        return !profile.DotMakesOrdinal || isStarter || next.Case != NextCase.Upper || word.Length > longestOrdinal || word.IndexOfAnyExceptInRange('0', '9') >= 0;
    }

    /// <summary>"[George W.] Bush": brackets around an abbreviated name.</summary>
    private readonly bool IsBracketedName(in Mark mark, ReadOnlySpan<char> word) => _text[mark.RunEnd] is ']' or ')' && (profile.IsTitle(word) || (word.Length == 1 && char.IsUpper(word[0])));

    /// <summary>"Albert I. Jones" against "you and I. Did you": an initial stands before a name and, mostly, after one.</summary>
    private readonly bool EndsInitial(char letter, int mark, bool isStarter, in Next next)
    {
        if (next.Case != NextCase.Upper)
        {
            return next.Case != NextCase.Digit && !char.IsUpper(letter);
        }

        var before = WordBefore(SkipSpacesBack(mark - 1));
        var followsName = before.Length > 0 && char.IsUpper(before[0]);
        return isStarter && !followsName;
    }

    private static bool IsTimeOfDay(ReadOnlySpan<char> word) =>
        word.Equals("a.m", StringComparison.OrdinalIgnoreCase) || word.Equals("p.m", StringComparison.OrdinalIgnoreCase);

    private static bool IsTimeZone(ReadOnlySpan<char> word) => word is "GMT" or "UTC" or "EST" or "EDT" or "ET" or "CST" or "CDT" or "CT" or "PST" or "PDT" or "PT" or "MST" or "MT" or "BST" or "CET" or "IST" or "Eastern" or "Pacific" or "Central"
        or "Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday" or "EDT)" or "EST)";

    /// <summary>"At 5 a.m. Mr. Smith went": a sentence that is so far only a time goes on.</summary>
    private readonly bool IsOnlyATime(int mark, int sentenceStart)
    {
        const int longestTime = 20;
        return mark - sentenceStart <= longestTime && _text[sentenceStart..mark].Count(' ') <= 2;
    }

    private static bool IsConsonantsOnly(ReadOnlySpan<char> word) =>
        word.Length is 2 or 3 or 4 && char.IsUpper(word[0]) && !char.IsUpper(word[1]) && char.IsAscii(word[0]) && word.IndexOfAny(s_vowelsAndDigits) < 0 && word.IndexOfAnyInRange('\u0080', '\uffff') < 0;

    /// <summary>"U.S", "т.г", "p.ej": short parts with dots between; not the end of an address.</summary>
    private readonly bool IsDotted(ReadOnlySpan<char> word, int end)
    {
        const int longestPart = 3;
        var before = end - word.Length - 1;
        if (!word.Contains('.') || (before >= 0 && _text[before] is '@' or '/' or ':'))
        {
            return false;
        }

        foreach (var part in word.Split('.'))
        {
            if (part.End.Value - part.Start.Value > longestPart)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRoman(ReadOnlySpan<char> word) => word.Length > 0 && word.IndexOfAnyExcept("IVXLC") < 0;

    private static bool IsExclamatoryName(ReadOnlySpan<char> word) => word is "Yahoo" or "Jeopardy" or "Yum" or "Oklahoma" or "Mamma" or "Joomla";

    /// <summary>"[...]" and "(?)" stand for something left out or doubted.</summary>
    private readonly bool IsOmission(in Mark mark) => mark.Start > 0 && _text[mark.Start - 1] is '[' or '(' && mark.RunEnd < _text.Length && _text[mark.RunEnd] is ']' or ')';

    /// <summary>«…? – said she. – And …»: within guillemets a dash resumes the same speech.</summary>
    private bool IsInsideDashedSpeech(in Mark mark, in Next next) => next.AfterDash && _enclosure.DepthAt(mark.Start) > 0;

    /// <summary>"the end.The next": a space was lost between two ordinary words, so it is neither an address nor a name.</summary>
    private readonly bool IsLostSpace(in Mark mark)
    {
        const int shortestWord = 3;
        if (mark.Dots > 1 || !char.IsUpper(_text[mark.End]) || profile.IgnoresDot)
        {
            return false;
        }

        var word = WordBefore(mark.Start);
        if (word.Length < shortestWord || !IsLower(word))
        {
            return false;
        }

        var limit = Math.Min(_text.Length, mark.End + LongestWord);
        var position = mark.End + 1;
        while (position < limit && char.IsLower(_text[position]))
        {
            position++;
        }

        if (position - mark.End == 1)
        {
            while (position < limit && char.IsAsciiLetterUpper(_text[position]))
            {
                position++;
            }

            return IsRoman(_text[mark.End..position]) && position < _text.Length && SentenceCharacters.IsSpace(_text[position]);
        }

        return (position == _text.Length || SentenceCharacters.IsSpace(_text[position]) || _text[position] is ',');
    }

    private static bool IsLower(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private readonly int SkipSpacesBack(int end)
    {
        while (end > 0 && SentenceCharacters.IsSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>Letters, digits and inner dots before <paramref name="end"/>.</summary>
    private readonly ReadOnlySpan<char> WordBefore(int end)
    {
        var start = end;
        var limit = Math.Max(0, end - LongestWord);
        while (start > limit && IsWordPart(_text[start - 1]))
        {
            start--;
        }

        var word = _text[start..end].TrimStart(".-/'’");
        return CutElision(word);
    }

    /// <summary>"l'Avv", "dell'Ing": the article before the apostrophe is no part of the word.</summary>
    private static ReadOnlySpan<char> CutElision(ReadOnlySpan<char> word)
    {
        const int longestArticle = 5;
        const int shortestRest = 2;
        var apostrophe = word.IndexOfAny('\'', '’');
        return apostrophe > 0 && apostrophe <= longestArticle && word.Length - apostrophe > shortestRest ? word[(apostrophe + 1)..] : word;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '/' or '\'' or '’' or '°' or 'º' or '№' or '§' or '%' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private readonly Next ReadNext(int at)
    {
        var breaks = 0;
        var start = at;
        while (start < _text.Length && SentenceCharacters.IsSpace(_text[start]))
        {
            breaks += SentenceCharacters.IsLineBreak(_text[start]) ? 1 : 0;
            start++;
        }

        var position = start;
        var limit = Math.Min(_text.Length, start + LongestWord);
        while (position < limit && SentenceCharacters.IsOpener(_text[position]))
        {
            position++;
        }

        var afterOpener = position > start;
        var afterDash = position < limit && SentenceCharacters.IsDash(_text[position]);
        var ellipsis = position < limit && _text[position] is '.' or '…';
        while (position < limit && (SentenceCharacters.IsDash(_text[position]) || SentenceCharacters.IsOpener(_text[position]) || _text[position] is ' ' or '.' or '…'))
        {
            position++;
        }

        var end = position;
        while (end < limit && (char.IsLetterOrDigit(_text[end]) || _text[end] is '\'' or '’'))
        {
            end++;
        }

        if (end < limit && _text[end] == '.' && end - position is 2 or 3)
        {
            end++;
        }

        var nextCase = position >= _text.Length ? NextCase.Punctuation : Classify(_text[position]);
        if (ellipsis && nextCase == NextCase.Lower)
        {
            nextCase = NextCase.Other;
        }

        return new Next(start, _text[position..end], nextCase, breaks > 1, afterDash, afterOpener);
    }

    private static NextCase Classify(char c) =>
        char.IsUpper(c) ? NextCase.Upper
        : char.IsLower(c) ? NextCase.Lower
        : char.IsDigit(c) ? NextCase.Digit
        : c is ',' or ';' or ':' or ')' or ']' or '}' or '/' or '=' or '+' or '|' or '№' or '?' or '!' or '،' ? NextCase.Punctuation
        : NextCase.Other;

    /// <summary>Reads the run of marks at <paramref name="at"/> with the quotation marks and brackets that close after it.</summary>
    private readonly Mark ReadMark(int at)
    {
        var position = at;
        var dots = 0;
        var exclamation = false;
        var unambiguous = false;
        var extra = false;
        var spaced = false;
        var runEnd = at;
        var hasCloser = false;
        while (position < _text.Length)
        {
            var c = _text[position];
            if (SentenceCharacters.Terminators.Contains(c) || (profile.ExtraTerminators.Length > 0 && profile.ExtraTerminators.Contains(c)))
            {
                dots += c == '…' ? 3 : c == '.' ? 1 : 0;
                exclamation |= SentenceCharacters.IsExclamationOrQuestion(c);
                unambiguous |= SentenceCharacters.IsUnambiguous(c);
                extra |= profile.ExtraTerminators.Contains(c);
                runEnd = ++position;
            }
            else if (c is ' ' or '\u00a0' && dots > 0 && !hasCloser && IsSpacedDot(position + 1))
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
        while (end < _text.Length && end - runEnd < MostClosers && (SentenceCharacters.IsQuoteCloser(_text[end]) || SentenceCharacters.IsBracketCloser(_text[end]) || (_text[end] is '.' or '?' or '!' && hasCloser)))
        {
            hasCloser = true;
            end++;
        }

        if (end + 1 < _text.Length && _text[end] is ' ' or '\u00a0' or '\u202f' && _text[end + 1] == '»')
        {
            hasCloser = true;
            end += 2;
        }

        end = SkipReference(end);
        return new Mark(at, runEnd, end, dots, exclamation, unambiguous, extra, spaced, hasCloser);
    }

    private readonly bool IsSpacedDot(int at)
    {
        if (at >= _text.Length || _text[at] != '.')
        {
            return false;
        }

        var after = at + 1;
        return after >= _text.Length || SentenceCharacters.IsSpace(_text[after]) || SentenceCharacters.IsQuoteCloser(_text[after]) || SentenceCharacters.IsBracketCloser(_text[after]);
    }

    /// <summary>"…the end. [3] The next": a reference after the mark belongs to the sentence.</summary>
    private readonly int SkipReference(int at)
    {
        const int longestReference = 12;
        var end = at;
        while (end < _text.Length)
        {
            var open = end < _text.Length - 1 && _text[end] == ' ' ? end + 1 : end;
            var close = _text[open] == '[' ? _text.Slice(open, Math.Min(longestReference, _text.Length - open)).IndexOf(']') : -1;
            if (close < 2 || !char.IsAsciiDigit(_text[open + 1]) || _text.Slice(open + 1, close - 1).IndexOfAnyExcept(s_referenceMarks) >= 0)
            {
                break;
            }

            end = open + close + 1;
        }

        return end;
    }

    private enum NextCase
    {
        Upper,
        Lower,
        Digit,
        Punctuation,
        Other,
    }

    private readonly record struct Mark(int Start, int RunEnd, int End, int Dots, bool IsExclamationOrQuestion, bool IsUnambiguous, bool IsExtra, bool IsSpaced, bool HasCloser);

    private readonly ref struct Next(int start, ReadOnlySpan<char> word, NextCase nextCase, bool afterBlankLine, bool afterDash, bool afterOpener)
    {
        public int Start { get; } = start;

        public ReadOnlySpan<char> Word { get; } = word;

        public NextCase Case { get; } = nextCase;

        public bool AfterBlankLine { get; } = afterBlankLine;

        public bool AfterDash { get; } = afterDash;

        public bool AfterOpener { get; } = afterOpener;
    }
}
