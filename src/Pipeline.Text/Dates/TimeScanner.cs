namespace Pipeline.Text.Dates;

/// <summary>A time of day with its zone as read from tokens.</summary>
/// <param name="Time">Local time of day.</param>
/// <param name="ZoneStart">Index of the first token after the clock itself, where a zone may stand.</param>
internal readonly record struct ClockReading(TimeOnly Time, int ZoneStart);

/// <summary>Reads clock times: "21:40", "9.40 pm", "21h40", "21時40分", "오후 9시 40분", "17.47 Uhr", "2140 GMT".</summary>
internal static class TimeScanner
{
    /// <summary>The time whose first token is at <paramref name="index"/>, or null.</summary>
    public static ClockReading? Read(string text, List<DateToken> tokens, int index)
    {
        var i = index;
        bool? afternoon = LeadingMeridiem(tokens, ref i);
        if (i >= tokens.Count || tokens[i].Kind != DateTokenKind.Number)
        {
            return null;
        }

        var first = tokens[i];
        int hour, minute = 0, second = 0;
        if (first.IsNumber(4, 4) && At(tokens, i + 1) is { Kind: DateTokenKind.Word } unit && (unit.Word is "hrs" or "hours" || Zones.IsKnown(text.AsSpan(unit.Start, unit.Length))))
        {
            (hour, minute) = (first.Value / 100, first.Value % 100);
            i += unit.Word is "hrs" or "hours" ? 2 : 1;
            return Build(hour, minute, 0, null, i);
        }

        if (!first.IsNumber(1, 2))
        {
            return null;
        }

        hour = first.Value;
        var separator = At(tokens, i + 1);
        var next = At(tokens, i + 2);
        if (separator is { } s && (s.IsMark(':') || s.IsMark('：')) && next is { } m && m.IsNumber(2, 2))
        {
            minute = m.Value;
            i += 3;
            if (At(tokens, i) is { } s2 && s2.IsMark(':') && At(tokens, i + 1) is { } sec && sec.IsNumber(2, 2))
            {
                second = sec.Value;
                i += 2;
                if (At(tokens, i) is { } dot && dot.IsMark('.') && At(tokens, i + 1) is { Kind: DateTokenKind.Number } fraction && fraction.Start == dot.End)
                {
                    i += 2;
                }
            }

            SkipHourWord(tokens, ref i);
            return Build(hour, minute, second, afternoon ?? Meridiem(tokens, ref i), i);
        }

        if (separator is { Kind: DateTokenKind.Word } hourWord && IsHourWord(hourWord.Word) && (hourWord.Start == first.End || hourWord.Word is not "h"))
        {
            i += 2;
            if (At(tokens, i) is { } minutes && minutes.IsNumber(2, 2) && (minutes.Start == hourWord.End || hourWord.Word is "시" or "h" or "gio"))
            {
                minute = minutes.Value;
                i++;
                if (At(tokens, i) is { Word: "分" or "분" or "min" or "m" })
                {
                    i++;
                }
            }

            return Build(hour, minute, 0, afternoon ?? Meridiem(tokens, ref i), i);
        }

        if (separator is { } point && point.IsMark('.') && next is { } afterPoint && afterPoint.IsNumber(2, 2) && point.Start == first.End && afterPoint.Start == point.End)
        {
            i += 3;
            var announced = index > 0 && Announces(tokens, index - 1);
            var closed = SkipHourWord(tokens, ref i);
            var half = Meridiem(tokens, ref i);
            var zoned = At(tokens, i) is { Kind: DateTokenKind.Word } zone && Zones.IsKnown(text.AsSpan(zone.Start, zone.Length));
            return announced || closed || half is not null || zoned ? Build(hour, afterPoint.Value, 0, half, i) : null;
        }

        i++;
        return Meridiem(tokens, ref i) is { } pm ? Build(hour, 0, 0, pm, i) : null;
    }

    /// <summary>The zone at <paramref name="index"/>; moves the index behind it. Null when there is none.</summary>
    public static TimeSpan? ReadZone(string text, List<DateToken> tokens, ref int index, DateOnly date)
    {
        var i = index;
        var bracketed = At(tokens, i) is { } open && open.IsMark('(');
        i += bracketed ? 1 : 0;
        TimeSpan? zone = null;
        if (At(tokens, i) is { Kind: DateTokenKind.Word } word && Zones.Find(text.AsSpan(word.Start, word.Length), date) is { } named)
        {
            i++;
            zone = named;
            if (named == TimeSpan.Zero && ReadOffset(text, tokens, ref i, adjacent: false) is { } further)
            {
                zone = further;
            }
        }
        else
        {
            zone = ReadOffset(text, tokens, ref i, adjacent: true);
        }

        if (zone is not null)
        {
            index = bracketed && At(tokens, i) is { } close && close.IsMark(')') ? i + 1 : i;
        }

        return zone;
    }

    // "+06:00", "-0500", "+6" behind a zone's name. A sign that stands apart is a dash between two things.
    private static TimeSpan? ReadOffset(string text, List<DateToken> tokens, ref int index, bool adjacent)
    {
        const int furthestHours = 14;
        if (At(tokens, index) is not { Kind: DateTokenKind.Mark } sign || (char)sign.Value is not ('+' or '-' or '−') || At(tokens, index + 1) is not { Kind: DateTokenKind.Number } number || number.Start != sign.End)
        {
            return null;
        }

        int hours, minutes = 0, used;
        if (number.Length == 4)
        {
            (hours, minutes, used) = (number.Value / 100, number.Value % 100, 2);
        }
        else if (number.Length <= 2 && At(tokens, index + 2) is { } colon && colon.IsMark(':') && At(tokens, index + 3) is { } rest && rest.IsNumber(2, 2))
        {
            (hours, minutes, used) = (number.Value, rest.Value, 4);
        }
        else if (number.Length <= 2 && (!adjacent || (sign.Start > 0 && char.IsDigit(text[sign.Start - 1]) && sign.Value == '+')))
        {
            (hours, used) = (number.Value, 2);
        }
        else
        {
            return null;
        }

        if (hours > furthestHours || minutes > 59)
        {
            return null;
        }

        index += used;
        var offset = new TimeSpan(hours, minutes, 0);
        return sign.Value == '+' ? offset : -offset;
    }

    private static bool Announces(List<DateToken> tokens, int index)
    {
        if (tokens[index].IsMark('.') && index > 0)
        {
            index--;
        }

        return DateWords.AnnouncesTime(tokens[index].Word);
    }

    private static ClockReading? Build(int hour, int minute, int second, bool? afternoon, int next)
    {
        if (afternoon is { } pm && hour <= 12)
        {
            hour = (hour % 12) + (pm ? 12 : 0);
        }

        if (hour == 24 && minute == 0)
        {
            hour = 0;
        }

        return hour < 24 && minute < 60 && second < 60 ? new ClockReading(new TimeOnly(hour, minute, second), next) : null;
    }

    private static bool? LeadingMeridiem(List<DateToken> tokens, ref int i)
    {
        var word = At(tokens, i) is { Kind: DateTokenKind.Word } token ? token.Word : "";
        switch (word)
        {
            case "오전" or "오후":
                i++;
                return word == "오후";
            case "am" or "pm" when At(tokens, i + 1) is { Kind: DateTokenKind.Number }:
                i++;
                return word == "pm";
            case "上" or "下" or "午" when At(tokens, i + 1) is { Word: "午" or "前" or "後" or "后" } second:
                i += 2;
                return word == "下" || second.Word is "後" or "后";
            default:
                return null;
        }
    }

    // "am", "p.m.", "p. m.", "π.μ.", "م".
    private static bool? Meridiem(List<DateToken> tokens, ref int i)
    {
        if (At(tokens, i) is not { Kind: DateTokenKind.Word } token)
        {
            return null;
        }

        switch (token.Word)
        {
            case "am" or "pm" or "πμ" or "μμ" or "ص" or "م":
                i++;
                return token.Word is "pm" or "μμ" or "م";
            case "a" or "p" or "π" or "μ" when At(tokens, i + 1) is { } dot && dot.IsMark('.') && At(tokens, i + 2) is { Word: "m" or "μ" }:
                i += At(tokens, i + 3) is { } last && last.IsMark('.') ? 4 : 3;
                return token.Word is "p" or "μ";
            default:
                return null;
        }
    }

    private static bool SkipHourWord(List<DateToken> tokens, ref int i)
    {
        if (At(tokens, i) is { Word: "uhr" or "hrs" or "hours" or "h" or "hs" or "uur" or "分" or "ч" })
        {
            i++;
            return true;
        }

        return false;
    }

    private static bool IsHourWord(string word) => word is "h" or "hs" or "hrs" or "uhr" or "uur" or "u" or "時" or "时" or "點" or "点" or "시" or "gio" or "ч" or "heures";

    private static DateToken? At(List<DateToken> tokens, int index) => index < tokens.Count ? tokens[index] : null;
}
