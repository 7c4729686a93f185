using System.Globalization;
using Pipeline.Text.Dates;

namespace Pipeline.Text.Reading.Html;

/// <summary>Dates in attributes and metadata: ISO 8601 in its common spellings, anything else through <see cref="DateReader"/>.</summary>
internal static class MetadataDate
{
    /// <summary>The date in <paramref name="value"/>; null when there is none.</summary>
    public static ArticleDate? Read(string? value, string? language = null)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = value.Trim();
        return Iso(text) ?? DateReader.Find(text, language);
    }

    // yyyy-MM-dd, then an optional time of hours, minutes, seconds and fraction, then an optional zone: Z, +hh:mm, +hhmm or +hh.
    private static ArticleDate? Iso(string text)
    {
        if (text.Length < 10 || !DateOnly.TryParseExact(text.AsSpan(0, 10), ["yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        var at = 10;
        if (at == text.Length || text[at] is not ('T' or 't' or ' '))
        {
            return new ArticleDate(date, null, null, text);
        }

        at++;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (!Number(text, ref at, out var hour) || !Colon(text, ref at) || !Number(text, ref at, out var minute) || hour > 23 || minute > 59)
        {
            return new ArticleDate(date, null, null, text);
        }

        var second = 0;
        if (Colon(text, ref at) && (!Number(text, ref at, out second) || second > 59))
        {
            second = 0;
        }

        if (at < text.Length && text[at] is '.' or ',')
        {
            do
            {
                at++;
            }
            while (at < text.Length && char.IsAsciiDigit(text[at]));
        }

        return new ArticleDate(date, new TimeOnly(hour, minute, second), Zone(text, at), text);
    }

    private static TimeSpan? Zone(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (at >= text.Length)
        {
            return null;
        }

        if (text[at] is 'Z' or 'z' || text.AsSpan(at) is "UTC" or "GMT")
        {
            return TimeSpan.Zero;
        }

        if (text[at] is not ('+' or '-' or '−'))
        {
            return null;
        }

        var sign = text[at++] == '+' ? 1 : -1;
        if (!Number(text, ref at, out var hours) || hours > 14)
        {
            return null;
        }

        _ = Colon(text, ref at);
        return sign * new TimeSpan(hours, Number(text, ref at, out var minutes) && minutes < 60 ? minutes : 0, 0);
    }

    private static bool Number(string text, ref int at, out int value)
    {
        value = 0;
        if (at + 1 >= text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1]))
        {
            return false;
        }

        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        at += 2;
        return true;
    }

    private static bool Colon(string text, ref int at)
    {
        if (at >= text.Length || text[at] != ':')
        {
            return false;
        }

        at++;
        return true;
    }
}
