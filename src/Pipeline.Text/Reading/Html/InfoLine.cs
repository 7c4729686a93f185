namespace Pipeline.Text.Reading.Html;

/// <summary>Short lines of a page that inform about the article and are not its text.</summary>
internal static class InfoLine
{
    // "… 摄": taken by.
    private const char ChinesePhotographed = '摄';
    private const int IsoDate = 10;
    private const int LongestTime = 12;

    /// <summary>Whether a line ends as Chinese captions do.</summary>
    public static bool IsChineseCredit(string text) => text[^1] == ChinesePhotographed;

    /// <summary>Whether a line begins with a date in digits.</summary>
    public static bool StartsWithDate(string text) => text.Length > IsoDate && MetadataDate.Read(text[..IsoDate]) is not null && char.IsAsciiDigit(text[0]);

    /// <summary>Whether a line is a time of day, as entries of a live blog have: "11:20", "11.20 Uhr", "9:05 p.m.", "18h30".</summary>
    public static bool IsTime(string text)
    {
        if (text.Length is < 4 or > LongestTime || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        var at = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (at is not (1 or 2) || text[at] is not (':' or '.' or 'h') || at + 2 >= text.Length || !char.IsAsciiDigit(text[at + 1]) || !char.IsAsciiDigit(text[at + 2]))
        {
            return false;
        }

        var rest = text.AsSpan(at + 3).Trim(" .");
        return rest.IsEmpty ? text[at] != '.' : rest is "Uhr" or "uhr" or "h" or "am" or "pm" or "AM" or "PM" or "a.m" or "p.m" or "ET" or "GMT" or "CET" or "CEST" or "BST" or "IST" or "uur";
    }
}
