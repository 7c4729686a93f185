using System.Globalization;

namespace Pipeline.Text.Dates;

/// <summary>A calendar day as read from tokens.</summary>
/// <param name="Date">The day.</param>
/// <param name="Next">Index of the first token after it.</param>
/// <param name="Clock">A time that stands inside the date ("Aug 17 21:40:00 2021"); null otherwise.</param>
internal readonly record struct DayReading(DateOnly Date, int Next, ClockReading? Clock = null);

/// <summary>Reads calendar dates in all the orders that newsrooms use. A date without a year is none.</summary>
internal static class DateScanner
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2099;

    /// <summary>Two-digit years below this belong to this century.</summary>
    private const int CenturyPivot = 70;

    /// <summary>The Japanese era that began on 1 May 2019: its year 1 is 2019.</summary>
    private const int YearBeforeReiwa = 2018;

    /// <summary>The date whose first token is at <paramref name="index"/>, or null.</summary>
    public static DayReading? Read(string text, List<DateToken> tokens, int index, NumericOrder order)
    {
        var token = tokens[index];
        return token.Kind switch
        {
            DateTokenKind.Number => YearFirst(tokens, index, order) ?? Compact(text, tokens, index) ?? Numeric(tokens, index, order) ?? DayFirst(text, tokens, index, order),
            DateTokenKind.Word => MonthFirst(text, tokens, index, order) ?? Reiwa(tokens, index),
            _ => null,
        };
    }

    // 2021-08-17, 2021/8/17, 2021. 8. 17., 2021年8月17日, 2021년 8월 17일, 2021. augusztus 17.
    private static DayReading? YearFirst(List<DateToken> tokens, int index, NumericOrder order)
    {
        var i = index;
        if (!IsYear(tokens[i]))
        {
            return null;
        }

        var year = tokens[i++].Value;
        if (At(tokens, i) is { Word: "年" or "년" } && At(tokens, i + 1) is { Kind: DateTokenKind.Number } eastMonth && At(tokens, i + 2) is { Word: "月" or "월" }
            && At(tokens, i + 3) is { Kind: DateTokenKind.Number } eastDay && At(tokens, i + 4) is { } dayWord && (dayWord.Word is "日" or "号" or "號" || dayWord.Word.StartsWith('일')))
        {
            return Build(year, eastMonth.Value, eastDay.Value, i + 5);
        }

        // "2021 m. kovo 17 d.", "2021. gada 17. augusts"
        if (At(tokens, i) is { Word: "m" or "gada" })
        {
            i++;
        }

        var separator = At(tokens, i) is { Kind: DateTokenKind.Mark } mark && (char)mark.Value is '-' or '/' or '.' or '–' ? (char)tokens[i].Value : '\0';
        i += separator == '\0' ? 0 : 1;
        var month = DateWords.Month(tokens, i, order.Language, out var afterMonth);
        if (month > 0)
        {
            i = SkipMark(tokens, afterMonth, '.', '-', '/');
            return At(tokens, i) is { } day && day.IsNumber(1, 2) && !IsClock(tokens, i) ? Build(year, month, day.Value, SkipMark(tokens, i + 1, '.')) : null;
        }

        if (separator != '\0' && At(tokens, i) is { } m && m.IsNumber(1, 2) && At(tokens, i + 1) is { } second && second.IsMark(separator)
            && At(tokens, i + 2) is { } d && d.IsNumber(1, 2))
        {
            return Build(year, m.Value, d.Value, separator == '.' ? SkipMark(tokens, i + 3, '.') : i + 3);
        }

        return null;
    }

    // 20210817, only as a number of its own or before "T".
    private static DayReading? Compact(string text, List<DateToken> tokens, int index)
    {
        var token = tokens[index];
        if (!token.IsNumber(8, 8) || (token.Start > 0 && !char.IsWhiteSpace(text[token.Start - 1])) || (token.End < text.Length && !char.IsWhiteSpace(text[token.End]) && text[token.End] != 'T'))
        {
            return null;
        }

        return Build(token.Value / 10000, token.Value / 100 % 100, token.Value % 100, index + 1);
    }

    // 17/08/2021, 8/17/21, 17.08.2021, 06. 01. 2026
    private static DayReading? Numeric(List<DateToken> tokens, int index, NumericOrder order)
    {
        if (At(tokens, index + 4) is not { Kind: DateTokenKind.Number } third || tokens[index + 1] is not { Kind: DateTokenKind.Mark } mark
            || (char)mark.Value is not ('/' or '.' or '-' or '–') || !tokens[index + 3].IsMark((char)mark.Value)
            || !tokens[index].IsNumber(1, 2) || !tokens[index + 2].IsNumber(1, 2) || IsClock(tokens, index + 4))
        {
            return null;
        }

        var (first, second) = (tokens[index].Value, tokens[index + 2].Value);
        if (third.IsNumber(2, 2) && third.Start == tokens[index + 3].End)
        {
            return order.YearFirst && first > 12
                ? Build(FullYear(first), second, third.Value, index + 5)
                : DayAndMonth(tokens, FullYear(third.Value), first, second, (char)mark.Value, order, index + 5);
        }

        return IsYear(third) ? DayAndMonth(tokens, third.Value, first, second, (char)mark.Value, order, index + 5) : null;
    }

    private static DayReading? DayAndMonth(List<DateToken> tokens, int year, int first, int second, char separator, NumericOrder order, int next)
    {
        var monthFirst = second > 12 || (first <= 12 && separator != '.' && order.MonthFirst && !IsLateHour(tokens, next));
        return monthFirst ? Build(year, first, second, next) : Build(year, second, first, next);
    }

    // A clock of twenty-four hours behind the date: no American wrote it.
    private static bool IsLateHour(List<DateToken> tokens, int index)
    {
        const int gap = 3;
        for (var i = index; i < Math.Min(index + gap, tokens.Count); i++)
        {
            if (tokens[i].IsNumber(2, 2))
            {
                return tokens[i].Value is > 12 and < 24 && At(tokens, i + 1) is { } colon && colon.IsMark(':');
            }
        }

        return false;
    }

    // 17 August 2021, 17th of August, 2021, 3. Mai 2024, 17 de agosto de 2021, 17 août '21, 17-Aug-21
    private static DayReading? DayFirst(string text, List<DateToken> tokens, int index, NumericOrder order)
    {
        var day = tokens[index];
        if (!day.IsNumber(1, 2))
        {
            return null;
        }

        var i = index + 1;
        if (At(tokens, i) is { Kind: DateTokenKind.Word } suffix && DateWords.IsOrdinal(suffix.Word))
        {
            i++;
        }

        i = SkipMark(tokens, i, '.', '-', '/', '–', ',', '°', 'º');
        i = SkipJoiners(tokens, i);
        var month = DateWords.Month(tokens, i, order.Language, out var next);
        if (month == 0)
        {
            return null;
        }

        // "17 آب/أغسطس 2021" names the month twice.
        if (At(tokens, next) is { } slash && slash.IsMark('/') && DateWords.Month(tokens, next + 1, order.Language, out var afterSecond) == month)
        {
            next = afterSecond;
        }

        return Year(text, tokens, next, out next) is { } year ? Build(year, month, day.Value, next) : null;
    }

    // August 17, 2021; Aug. 17th 2021; Aug 17 21:40:00 +0600 2021
    private static DayReading? MonthFirst(string text, List<DateToken> tokens, int index, NumericOrder order)
    {
        var month = DateWords.Month(tokens, index, order.Language, out var i);
        if (month == 0)
        {
            return null;
        }

        i = SkipMark(tokens, i, '.', '-', ',');
        i = SkipJoiners(tokens, i);
        if (At(tokens, i) is not { } day || !day.IsNumber(1, 2))
        {
            return null;
        }

        i++;
        if (At(tokens, i) is { Kind: DateTokenKind.Word } suffix && DateWords.IsOrdinal(suffix.Word))
        {
            i++;
        }

        if (Year(text, tokens, i, out var next) is { } year)
        {
            return Build(year, month, day.Value, next);
        }

        if (TimeScanner.Read(text, tokens, i) is { } clock)
        {
            var afterZone = clock.ZoneStart;
            TimeScanner.ReadZone(text, tokens, ref afterZone, DateOnly.MinValue);
            if (At(tokens, afterZone) is { } asctimeYear && IsYear(asctimeYear))
            {
                return Build(asctimeYear.Value, month, day.Value, afterZone + 1, clock);
            }
        }

        return null;
    }

    // 令和3年8月17日
    private static DayReading? Reiwa(List<DateToken> tokens, int index) =>
        tokens[index].Word == "令" && At(tokens, index + 1) is { Word: "和" } && At(tokens, index + 2) is { Kind: DateTokenKind.Number } year
        && At(tokens, index + 3) is { Word: "年" } && At(tokens, index + 4) is { Kind: DateTokenKind.Number } month && At(tokens, index + 5) is { Word: "月" }
        && At(tokens, index + 6) is { Kind: DateTokenKind.Number } day && At(tokens, index + 7) is { Word: "日" } && year.Value < 100
            ? Build(YearBeforeReiwa + year.Value, month.Value, day.Value, index + 8)
            : null;

    private static int? Year(string text, List<DateToken> tokens, int index, out int next)
    {
        var i = SkipMark(tokens, index, '.', ',', '-', '/', '–', '،');
        i = SkipMark(tokens, i, ',');
        i = SkipJoiners(tokens, i);
        next = i + 1;
        if (At(tokens, i) is { } year)
        {
            if (IsYear(year) && !IsClock(tokens, i))
            {
                return year.Value;
            }

            // "April 10, 2023142 views": a year with a count glued to it.
            if (year is { Kind: DateTokenKind.Number, Length: > 4 and <= 9 } && int.TryParse(text.AsSpan(year.Start, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var glued) && glued is >= EarliestYear and <= LatestYear)
            {
                return glued;
            }

            var apostrophe = (char)year.Value is '\'' or '’' && year.Kind == DateTokenKind.Mark;
            if (apostrophe && At(tokens, i + 1) is { } abbreviated && abbreviated.IsNumber(2, 2))
            {
                next = i + 2;
                return FullYear(abbreviated.Value);
            }

            if (year.IsNumber(2, 2) && year.Start > 0 && text[year.Start - 1] is '-' && !IsClock(tokens, i))
            {
                return FullYear(year.Value);
            }
        }

        return null;
    }

    private static DayReading? Build(int year, int month, int day, int next, ClockReading? clock = null) =>
        year is >= EarliestYear and <= LatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DayReading(new DateOnly(year, month, day), next, clock)
            : null;

    private static bool IsYear(DateToken token) => token.IsNumber(4, 4) && token.Value is >= EarliestYear and <= LatestYear;

    private static int FullYear(int twoDigits) => twoDigits < CenturyPivot ? 2000 + twoDigits : 1900 + twoDigits;

    private static bool IsClock(List<DateToken> tokens, int index) =>
        At(tokens, index + 1) is { } colon && colon.IsMark(':') && At(tokens, index + 2) is { } minutes && minutes.IsNumber(2, 2) && tokens[index].Length <= 2;

    private static int SkipMark(List<DateToken> tokens, int index, params ReadOnlySpan<char> marks) =>
        At(tokens, index) is { Kind: DateTokenKind.Mark } mark && marks.Contains((char)mark.Value) ? index + 1 : index;

    private static int SkipJoiners(List<DateToken> tokens, int index)
    {
        while (At(tokens, index) is { Kind: DateTokenKind.Word } word && DateWords.IsJoiner(word.Word))
        {
            index = SkipMark(tokens, index + 1, '\'', '’');
        }

        return index;
    }

    private static DateToken? At(List<DateToken> tokens, int index) => index < tokens.Count ? tokens[index] : null;
}

/// <summary>How numbers alone are read as a date.</summary>
/// <param name="Language">ISO 639-1 code or null.</param>
/// <param name="MonthFirst">8/17/2021.</param>
/// <param name="YearFirst">21/8/17.</param>
internal readonly record struct NumericOrder(string? Language, bool MonthFirst, bool YearFirst)
{
    /// <summary>English numbers are read as American unless they cannot be; everybody else puts the day first, East Asia and Hungary the year.</summary>
    public static NumericOrder For(string? language) =>
        new(language, language is "en", language is "ja" or "zh" or "ko" or "hu" or "lt");
}
