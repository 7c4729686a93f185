namespace Pipeline.Text.Dates;

/// <summary>Reads the dates that articles carry, in the writing of many languages.</summary>
public static class DateReader
{
    /// <summary>Tokens that may stand between a date and its time: "Tuesday, 17 August 2021 | at 21:40".</summary>
    private const int WidestGap = 6;

    /// <summary>Longest text that is searched. A date line is short; beyond this a text is no date line.</summary>
    private const int LongestText = 4096;

    /// <summary>The first date in <paramref name="text"/>, with its time and zone when they stand beside it; null when there is none.</summary>
    /// <param name="text">A line of an article, or the value of a metadata field.</param>
    /// <param name="language">ISO 639-1 code that decides the order of day and month in ambiguous numbers; null when unknown.</param>
    public static ArticleDate? Find(string text, string? language = null) => Match(text, language)?.Date;

    /// <summary>The first date at or after <paramref name="start"/> with the span of all that was read; null when there is none.</summary>
    internal static DateMatch? Match(string text, string? language = null, int start = 0)
    {
        if (start >= text.Length)
        {
            return null;
        }

        var searched = text.Length - start > LongestText ? text.Substring(start, LongestText) : text[start..];
        if (!searched.AsSpan().ContainsAnyInRange('0', '9') && !searched.Any(char.IsDigit))
        {
            return null;
        }

        var tokens = DateToken.Split(searched);
        var order = NumericOrder.For(language);
        if (language is null && HasMeridiem(tokens))
        {
            order = order with { MonthFirst = true };
        }

        return Scan(searched, tokens, order) is { } match ? match with { Span = new TextSpan(match.Span.Start + start, match.Span.Length) } : null;
    }

    /// <summary>A time of day that fills <paramref name="text"/> from its first token; null when there is none.</summary>
    internal static (TimeOnly Time, int End)? MatchTime(string text)
    {
        var tokens = DateToken.Split(text);
        return tokens.Count > 0 && TimeScanner.Read(text, tokens, 0) is { } clock ? (clock.Time, tokens[clock.ZoneStart - 1].End) : null;
    }

    // "9:40 pm", not the German "am".
    private static bool HasMeridiem(List<DateToken> tokens)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Word is "am" or "pm" && tokens[i - 1].Kind == DateTokenKind.Number)
            {
                return true;
            }
        }

        return false;
    }

    private static DateMatch? Scan(string text, List<DateToken> tokens, NumericOrder order)
    {
        (ClockReading Clock, int Start)? before = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (DateScanner.Read(text, tokens, i, order) is { } day)
            {
                return Complete(text, tokens, i, day, before);
            }

            if (TimeScanner.Read(text, tokens, i) is { } clock)
            {
                before = (clock, i);
                i = clock.ZoneStart - 1;
            }
        }

        return null;
    }

    private static DateMatch Complete(string text, List<DateToken> tokens, int first, DayReading day, (ClockReading Clock, int Start)? before)
    {
        var next = day.Next;
        var clock = day.Clock;
        TimeSpan? zone = null;
        if (clock is { } inside)
        {
            var zoneIndex = inside.ZoneStart;
            zone = TimeScanner.ReadZone(text, tokens, ref zoneIndex, day.Date);
        }
        else if (ClockAfter(text, tokens, day.Next) is { } after)
        {
            clock = after;
            next = after.ZoneStart;
            zone = TimeScanner.ReadZone(text, tokens, ref next, day.Date);
        }
        else if (before is { } early)
        {
            var zoneIndex = early.Clock.ZoneStart;
            var earlyZone = TimeScanner.ReadZone(text, tokens, ref zoneIndex, day.Date);
            if (IsGap(tokens, zoneIndex, first))
            {
                (clock, zone, first) = (early.Clock, earlyZone, early.Start);
            }
        }

        var span = TextSpan.FromBounds(tokens[first].Start, tokens[next - 1].End);
        return new DateMatch(new ArticleDate(day.Date, clock?.Time, clock is null ? null : zone, span.Of(text).ToString()), span);
    }

    private static ClockReading? ClockAfter(string text, List<DateToken> tokens, int index)
    {
        for (var i = index; i < tokens.Count && i - index <= WidestGap; i++)
        {
            if (TimeScanner.Read(text, tokens, i) is { } clock)
            {
                return clock;
            }

            if (!IsGap(tokens, i, i + 1))
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsGap(List<DateToken> tokens, int from, int to)
    {
        if (to - from > WidestGap)
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            var token = tokens[i];
            var passes = token.Kind switch
            {
                DateTokenKind.Mark => (char)token.Value is ',' or '.' or '|' or '-' or '–' or '—' or '•' or '·' or '/' or '(' or ')' or ';' or ':' or '@' or '،' or '、' or '~' or '\'',
                DateTokenKind.Word => token.Word is "t" || DateWords.IsConnector(token.Word) || DateWords.IsWeekday(token.Word),
                _ => false,
            };
            if (!passes)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A date with the span it was read from.</summary>
internal sealed record DateMatch(ArticleDate Date, TextSpan Span);
