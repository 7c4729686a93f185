namespace Pipeline.Text.Segmentation;

/// <summary>Decides whether a single full stop before white space ends a sentence or belongs to an abbreviation, an initial, an ordinal or a time of day.</summary>
internal readonly ref struct FullStop(ReadOnlySpan<char> text, LanguageProfile profile)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <param name="mark">The full stop.</param>
    /// <param name="next">What follows.</param>
    /// <param name="sentenceStart">Where the sentence began.</param>
    public bool Ends(in SentenceMark mark, in NextWord next, int sentenceStart)
    {
        if (next.Case == NextCase.Punctuation)
        {
            return false;
        }

        var word = PrecedingWord.Before(_text, mark.Start);
        if (next.Case == NextCase.Lower)
        {
            return !mark.HasCloser && !next.AfterDash && !next.AfterOpener && EndsBeforeLowerCase(word, next.Word, isCareless: char.IsLower(_text[sentenceStart]));
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
            return next.Case != NextCase.Digit && !PrecedingWord.IsRoman(next.Word) && (isStarter || !profile.IsAbbreviation(word));
        }

        if (word.Length == 1 && char.IsLetter(word[0]))
        {
            return EndsInitial(word[0], mark.Start, isStarter, next);
        }

        if (IsTimeOfDay(word))
        {
            return next.Case is NextCase.Upper && !IsTimeZone(next.Word) && !IsOnlyATime(mark.Start, sentenceStart);
        }

        if (profile.IsAbbreviation(word) || IsDotted(word, mark.Start) || PrecedingWord.IsConsonantsOnly(word))
        {
            return isStarter || (word is "etc" or "al" && next.Case == NextCase.Upper);
        }

        return !(profile.DotMakesOrdinal && PrecedingWord.IsRoman(word)) || isStarter;
    }

    /// <summary>"the doors shut. it rained": after a plain word the dot is careless writing rather than an abbreviation, the more so when the sentence began small.</summary>
    private bool EndsBeforeLowerCase(ReadOnlySpan<char> word, ReadOnlySpan<char> next, bool isCareless)
    {
        const int longerThanAbbreviations = 5;
        const int shortestPlainWord = 2;
        if (word.Length < shortestPlainWord || !char.IsLetter(word[^1]) || word.Contains('.') || profile.IsAbbreviation(word) || profile.IsTitle(word) || profile.IsBeforeNumber(word))
        {
            return false;
        }

        return word.Length >= longerThanAbbreviations || (PrecedingWord.IsLower(word) && (profile.IsLowerCaseStarter(next) || (isCareless && profile.HasLowerCaseStarters)));
    }

    private bool EndsNumber(ReadOnlySpan<char> word, in NextWord next, bool isStarter)
    {
        const int longestOrdinal = 3;
        if (word[^1] is 'º' or '°' && next.Case == NextCase.Digit)
        {
            return false;
        }

        return !profile.DotMakesOrdinal || isStarter || next.Case != NextCase.Upper || word.Length > longestOrdinal || word.IndexOfAnyExceptInRange('0', '9') >= 0;
    }

    /// <summary>"[George W.] Bush": brackets around an abbreviated name.</summary>
    private bool IsBracketedName(in SentenceMark mark, ReadOnlySpan<char> word) => _text[mark.RunEnd] is ']' or ')' && (profile.IsTitle(word) || (word.Length == 1 && char.IsUpper(word[0])));

    /// <summary>"Albert I. Jones" against "you and I. Did you": an initial stands before a name and, mostly, after one.</summary>
    private bool EndsInitial(char letter, int mark, bool isStarter, in NextWord next)
    {
        if (next.Case != NextCase.Upper)
        {
            return next.Case != NextCase.Digit && !char.IsUpper(letter);
        }

        var before = PrecedingWord.Before(_text, PrecedingWord.SkipSpacesBack(_text, mark - 1));
        var followsName = before.Length > 0 && char.IsUpper(before[0]);
        return isStarter && !followsName;
    }

    private static bool IsTimeOfDay(ReadOnlySpan<char> word) =>
        word.Equals("a.m", StringComparison.OrdinalIgnoreCase) || word.Equals("p.m", StringComparison.OrdinalIgnoreCase);

    private static bool IsTimeZone(ReadOnlySpan<char> word) => word is "GMT" or "UTC" or "EST" or "EDT" or "ET" or "CST" or "CDT" or "CT" or "PST" or "PDT" or "PT" or "MST" or "MT" or "BST" or "CET" or "IST" or "Eastern" or "Pacific" or "Central"
        or "Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday" or "EDT)" or "EST)";

    /// <summary>"At 5 a.m. Mr. Smith went": a sentence that is so far only a time goes on.</summary>
    private bool IsOnlyATime(int mark, int sentenceStart)
    {
        const int longestTime = 20;
        return mark - sentenceStart <= longestTime && _text[sentenceStart..mark].Count(' ') <= 2;
    }

    /// <summary>"U.S", "т.г", "p.ej": short parts with dots between; not the end of an address.</summary>
    private bool IsDotted(ReadOnlySpan<char> word, int end)
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
}
