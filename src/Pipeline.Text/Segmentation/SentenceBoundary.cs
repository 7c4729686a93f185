namespace Pipeline.Text.Segmentation;

/// <summary>Decides whether a mark ends a sentence, from the word before it and the word after it.</summary>
internal ref struct SentenceBoundary(string text, LanguageProfile profile)
{
    private readonly ReadOnlySpan<char> _text = text;
    private EnclosureTracker _enclosure = new(text);

    /// <summary>The end of the sentence that the mark at <paramref name="at"/> closes, or −1 when it closes none.</summary>
    /// <param name="at">Position of the mark.</param>
    /// <param name="sentenceStart">Where the sentence began.</param>
    /// <param name="resume">Where to look for the next mark.</param>
    public int EndsAt(int at, int sentenceStart, out int resume)
    {
        var mark = SentenceMark.Read(_text, at, profile);
        resume = mark.RunEnd;
        var ends = mark.End >= _text.Length || Ends(mark, sentenceStart);
        return ends ? mark.End : -1;
    }

    private bool Ends(in SentenceMark mark, int sentenceStart)
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

        var next = NextWord.Read(_text, mark.End);
        if (next.AfterBlankLine || next.Start >= _text.Length)
        {
            return true;
        }

        if (IsOmission(mark) || IsInsideDashedSpeech(mark, next))
        {
            return false;
        }

        return mark.IsExtra ? next.Case != NextCase.Punctuation
            : mark.IsExclamationOrQuestion ? EndsExclamation(mark, next, sentenceStart)
            : mark.Dots > 1 ? EndsEllipsis(mark, next)
            : new FullStop(_text, profile).Ends(mark, next, sentenceStart);
    }

    /// <summary>CJK, Devanagari, Urdu, Ethiopic, Burmese marks: always an end, unless a quotation that the sentence embeds is still open or goes on ("……」と").</summary>
    private bool EndsUnambiguous(in SentenceMark mark)
    {
        if (_enclosure.DepthAt(mark.RunEnd) > (mark.End > mark.RunEnd ? 1 : 0))
        {
            return false;
        }

        return !(mark.HasCloser && IsKana(_text[mark.End]));
    }

    private static bool IsKana(char c) => c is >= '\u3040' and <= '\u309f';

    private readonly bool EndsExclamation(in SentenceMark mark, in NextWord next, int sentenceStart) =>
        next.Case switch
        {
            NextCase.Punctuation => false,
            NextCase.Lower => !mark.HasCloser && !next.AfterDash && !IsName(mark, sentenceStart),
            _ => true,
        };

    /// <summary>"She works at Yahoo! in accounting": a capital inside a sentence makes the mark part of a name, which small letters may follow.</summary>
    private readonly bool IsName(in SentenceMark mark, int sentenceStart)
    {
        var word = PrecedingWord.Before(_text, mark.Start);
        return _text[mark.Start] == '!' && mark.RunEnd == mark.Start + 1 && word.Length > 1 && char.IsUpper(word[0]) && PrecedingWord.IsLower(word[1..]) && mark.Start - word.Length > sentenceStart;
    }

    private static bool EndsEllipsis(in SentenceMark mark, in NextWord next)
    {
        if (next.Case is NextCase.Punctuation or NextCase.Lower || next.AfterDash)
        {
            return false;
        }

        // Three spaced dots mark an omission within a sentence, four an omission at its end.
        return !(mark.IsSpaced && mark.Dots == 3) && !(next.Case == NextCase.Upper && next.Word is "I" or "I'm" or "I’m" && mark.Dots <= 3 && !mark.HasCloser);
    }

    /// <summary>"[...]" and "(?)" stand for something left out or doubted.</summary>
    private readonly bool IsOmission(in SentenceMark mark) => mark.Start > 0 && _text[mark.Start - 1] is '[' or '(' && mark.RunEnd < _text.Length && _text[mark.RunEnd] is ']' or ')';

    /// <summary>«…? – said she. – And …»: within guillemets a dash resumes the same speech.</summary>
    private bool IsInsideDashedSpeech(in SentenceMark mark, in NextWord next) => next.AfterDash && _enclosure.DepthAt(mark.Start) > 0;

    /// <summary>"the end.The next": a space was lost between two ordinary words, so it is neither an address nor a name.</summary>
    private readonly bool IsLostSpace(in SentenceMark mark)
    {
        const int shortestWord = 3;
        if (mark.Dots > 1 || !char.IsUpper(_text[mark.End]) || profile.IgnoresDot)
        {
            return false;
        }

        var word = PrecedingWord.Before(_text, mark.Start);
        if (word.Length < shortestWord || !PrecedingWord.IsLower(word))
        {
            return false;
        }

        var limit = Math.Min(_text.Length, mark.End + PrecedingWord.Longest);
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

            return PrecedingWord.IsRoman(_text[mark.End..position]) && position < _text.Length && SentenceCharacters.IsSpace(_text[position]);
        }

        return (position == _text.Length || SentenceCharacters.IsSpace(_text[position]) || _text[position] is ',');
    }
}
