using System.Buffers;

namespace Pipeline.Text.Segmentation;

/// <summary>Walks over a text from candidate to candidate and cuts it into sentences. What a full stop means is decided by <see cref="SentenceBoundary"/>.</summary>
internal ref struct SentenceScanner(string text, LanguageProfile profile)
{
    private const int LongUnpunctuated = 100;

    /// <summary>Bullets and spaces looked at before a list number; a bound keeps the work per mark constant.</summary>
    private const int MostBullets = 8;

    private static readonly SearchValues<char> s_romanDigits = SearchValues.Create("ivxIVX");
    private static readonly SearchValues<char> s_strokes = SearchValues.Create("_-=*~–—");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly List<TextSpan> _sentences = [];
    private SentenceBoundary _boundary = new(text, profile);
    private ListMarker _expected;
    private int _start;

    public IReadOnlyList<TextSpan> Scan()
    {
        StartAt(0);
        var position = _start;
        while (position < _text.Length)
        {
            var step = _text[position..].IndexOfAny(profile.Candidates);
            if (step < 0)
            {
                break;
            }

            var next = Visit(position + step);
            position = Math.Max(Math.Max(next, _start), position + step + 1);
        }

        EndAt(_text.Length);
        return _sentences;
    }

    private int Visit(int at)
    {
        var c = _text[at];
        if (SentenceCharacters.IsLineBreak(c))
        {
            return VisitLineBreak(at);
        }

        if (SentenceCharacters.IsBullet(c))
        {
            return VisitBullet(at);
        }

        if (c is '_' or '*' or '=')
        {
            return VisitStrokes(at);
        }

        if (c is '.' or ')' && TryListItem(at, out var afterMarker))
        {
            return afterMarker;
        }

        if (c == ')' || IsMarkerOnly(at))
        {
            return at + 1;
        }

        var end = _boundary.EndsAt(at, _start, out var resume);
        if (end >= 0)
        {
            EndAt(end);
            StartAt(end);
            return resume;
        }

        return resume;
    }

    /// <summary>A blank line ends a sentence; a single line break does before a bullet or the next list number, and around a line without words.</summary>
    private int VisitLineBreak(int at)
    {
        var next = at;
        var breaks = 0;
        while (next < _text.Length && SentenceCharacters.IsSpace(_text[next]))
        {
            breaks += SentenceCharacters.IsLineBreak(_text[next]) ? 1 : 0;
            next++;
        }

        if (next == _text.Length)
        {
            return next;
        }

        if (breaks > 1)
        {
            _expected = default;
            EndAt(at);
            StartAt(next);
        }
        else if (SentenceCharacters.IsBullet(_text[next]) || StartsListItem(next) || IsRule(_start, at) || IsRule(next, LineEnd(next)))
        {
            EndAt(at);
            StartAt(next);
        }

        return next;
    }

    private int VisitBullet(int at)
    {
        if (at > _start && SentenceCharacters.IsSpace(_text[at - 1]) && _text[_start] == _text[at])
        {
            EndAt(at);
            StartAt(at);
        }

        return at + 1;
    }

    /// <summary>A long run of one stroke within a line divides the text, like a line of them.</summary>
    private int VisitStrokes(int at)
    {
        const int shortestDivider = 5;
        var length = _text[at..].IndexOfAnyExcept(_text[at]);
        var end = length < 0 ? _text.Length : at + length;
        if (end - at >= shortestDivider)
        {
            EndAt(at);
            StartAt(at);
            EndAt(end);
            StartAt(end);
        }

        return end;
    }

    private bool StartsListItem(int at) => ListMarker.TryRead(_text, at, out var marker) && (marker.IsFirst || marker == _expected);

    /// <summary>"1) apples 2) pears": the number that continues the list which the sentence began with starts a new item.</summary>
    private bool TryListItem(int at, out int afterMarker)
    {
        afterMarker = at;
        if (_expected.Length == 0 || at - _expected.Length <= _start)
        {
            return false;
        }

        var markerStart = at - _expected.Length + 1;
        if (_expected.EndsWithTwoMarks)
        {
            markerStart = at - _expected.Length + 2;
        }

        if (markerStart <= _start || !SentenceCharacters.IsSpace(_text[markerStart - 1]) || !ListMarker.TryRead(_text, markerStart, out var marker) || marker != _expected)
        {
            return false;
        }

        EndAt(markerStart);
        StartAt(markerStart);
        afterMarker = markerStart + marker.Length;
        return true;
    }

    /// <summary>Whether the sentence up to <paramref name="at"/> is nothing but a list number: "12." or "• 3.".</summary>
    private readonly bool IsMarkerOnly(int at)
    {
        const int longestMarker = 5;
        var from = _start;
        while (from < at && from - _start < MostBullets && (SentenceCharacters.IsBullet(_text[from]) || SentenceCharacters.IsSpace(_text[from])))
        {
            from++;
        }

        var length = at - from;
        if (length is 0 or > longestMarker || _text[at] != '.')
        {
            return false;
        }

        var content = _text[from..at];
        return content.IndexOfAnyExceptInRange('0', '9') < 0 || (length == 1 && char.IsLetter(content[0])) || content.IndexOfAnyExcept(s_romanDigits) < 0;
    }

    /// <summary>A line of strokes, dots or stars that divides a text.</summary>
    private readonly bool IsRule(int from, int to)
    {
        const int shortestRule = 3;
        var line = _text[from..to].Trim();
        return line.Length >= shortestRule && line.IndexOfAnyExcept(s_strokes) < 0;
    }

    private readonly int LineEnd(int from)
    {
        var length = _text[from..].IndexOf('\n');
        return length < 0 ? _text.Length : from + length;
    }

    private void StartAt(int at)
    {
        while (at < _text.Length && SentenceCharacters.IsSpace(_text[at]))
        {
            at++;
        }

        _start = at;
        var marker = at;
        while (marker < _text.Length && marker - at < MostBullets && (SentenceCharacters.IsBullet(_text[marker]) || _text[marker] == ' '))
        {
            marker++;
        }

        if (ListMarker.TryRead(_text, marker, out var found) && (found.IsFirst || found == _expected))
        {
            _expected = found.Next();
        }
    }

    private readonly void EndAt(int end)
    {
        while (end > _start && SentenceCharacters.IsSpace(_text[end - 1]))
        {
            end--;
        }

        if (end <= _start)
        {
            return;
        }

        if (profile.ClauseComma != '\0' && end - _start >= LongUnpunctuated && !SentenceCharacters.Terminators.Contains(_text[end - 1]))
        {
            AddClauses(_start, end);
        }
        else
        {
            _sentences.Add(TextSpan.FromBounds(_start, end));
        }
    }

    /// <summary>Long prose without a full stop is divided at its commas, except those of an enumeration of single words.</summary>
    private readonly void AddClauses(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (_text[at] != profile.ClauseComma || at + 1 >= end || !SentenceCharacters.IsSpace(_text[at + 1]))
            {
                continue;
            }

            var rest = _text[(at + 2)..end];
            var wordEnd = rest.IndexOf(' ');
            if (wordEnd > 0 && rest[wordEnd - 1] == profile.ClauseComma)
            {
                continue;
            }

            _sentences.Add(TextSpan.FromBounds(start, at + 1));
            start = at + 2;
        }

        _sentences.Add(TextSpan.FromBounds(start, end));
    }
}
