namespace Pipeline.Text.Reading.Html;

/// <summary>Makes names of what pages give as authors: separates several, drops "By", roles, addresses and repetitions.</summary>
internal static class AuthorNames
{
    private const int LongestName = 60;

    private static readonly string[] Openers =
    [
        "by ", "written by ", "words by ", "story by ", "report by ", "reported by ", "posted by ", "published by ", "von ", "par ", "por ", "da ", "di ", "door ", "av ", "af ", "autor: ", "author: ", "text: ", "texto: ", "oleh ", "przez ",
    ];

    private static readonly string[] Separators = [" and ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " & ", " with ", "; ", ";", " | ", " / ", ", ", " • ", " · ", "\n", "、", "，"];

    /// <summary>Names in <paramref name="stated"/>, in order, each once.</summary>
    public static IReadOnlyList<string> From(IEnumerable<string> stated, string? site)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in stated)
        {
            foreach (var part in Split(WithoutOpener(InlineText.Plain(value) ?? "")))
            {
                var name = Trim(part);
                if (IsName(name, site) && seen.Add(InlineText.Key(name)))
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    /// <summary>The byline without "By" and its like.</summary>
    public static string WithoutOpener(string byline)
    {
        foreach (var opener in Openers)
        {
            if (byline.StartsWith(opener, StringComparison.OrdinalIgnoreCase))
            {
                return byline[opener.Length..].TrimStart();
            }
        }

        return byline;
    }

    private static List<string> Split(string value)
    {
        var parts = new List<string> { value };
        foreach (var separator in Separators)
        {
            parts = [.. parts.SelectMany(p => p.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        }

        return parts;
    }

    private static string Trim(string name)
    {
        name = name.Trim(' ', ',', '.', ':', '-', '–', '—', '(', ')', '"');
        return WithoutRole(WithoutOpener(name));
    }

    /// <summary>Whether <paramref name="line"/> begins or ends as bylines do.</summary>
    public static bool HasOpener(string line) => WithoutOpener(line).Length < line.Length || WithoutRole(line).Length < line.Length;

    /// <summary>The name behind the Chinese word for reporter in an information line; null when there is none.</summary>
    public static string? Reporter(string line)
    {
        var at = line.IndexOf(ChineseReporter, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var name = line[(at + ChineseReporter.Length)..].TrimStart(' ', '：', ':', '\u3000');
        var end = name.AsSpan().IndexOfAnyExceptInRange('\u4e00', '\u9fff');
        name = end < 0 ? name : name[..end];
        return name.Length is >= 2 and <= LongestChineseName ? name : null;
    }

    private const string ChineseReporter = "记者";
    private const int LongestChineseName = 4;

    // "문가람 기자": the role stands behind the name.
    private static string WithoutRole(string name)
    {
        foreach (var role in Roles)
        {
            if (name.Length > role.Length && name.EndsWith(role, StringComparison.Ordinal))
            {
                return name[..^role.Length].TrimEnd();
            }
        }

        return name;
    }

    private static readonly string[] Roles = [" 기자", " 특파원", " 선임기자", " 논설위원", " 記者"];

    /// <summary>Whether <paramref name="name"/> is written as names of people are: two to five words with capitals, no digits.</summary>
    public static bool LooksLikePerson(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (name.Any(char.IsDigit) || words.Length > MostWords)
        {
            return false;
        }

        var uncased = name.All(c => !char.IsUpper(c) && !char.IsLower(c));
        return uncased ? name.Length <= LongestUncasedName : words.Length > 1 && char.IsUpper(words[0][0]) && char.IsUpper(words[^1][0]);
    }

    private const int MostWords = 5;
    private const int LongestUncasedName = 12;

    /// <summary>Whether <paramref name="name"/> is the site or a part of its name.</summary>
    public static bool IsSite(string name, string? site) => site is not null && InlineText.Key(site) == InlineText.Key(name);

    private static bool IsName(string name, string? site)
    {
        if (name.Length is < 2 or > LongestName || name.Contains('@', StringComparison.Ordinal) || name.Contains("://", StringComparison.Ordinal) || name.Contains("www.", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return name.Any(char.IsLetter) && !IsSite(name, site);
    }
}
