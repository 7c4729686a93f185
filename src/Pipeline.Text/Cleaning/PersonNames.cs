using System.Collections.Frozen;

namespace Pipeline.Text.Cleaning;

/// <summary>Recognises names of people and tells them from agencies, desks and roles.</summary>
internal static class PersonNames
{
    private const int MostWords = 5;
    private const int LongestName = 48;

    /// <summary>Parts of names that are written in lower case.</summary>
    private static readonly FrozenSet<string> Particles = FrozenSet.Create(
        "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "vom", "zu", "zur", "der", "den", "ter", "ten", "bin", "bint", "ibn", "al", "el", "ben", "af", "av", "y", "e", "st", "san", "d", "dal", "dalla", "lo", "os");

    /// <summary>Words that no person is called, folded: media, desks, roles, places of work.</summary>
    private static readonly FrozenSet<string> NoNames = Words(
        "reuters afp ap dpa apa sda afp epa efe ansa lusa belga anp tt ntb ritzau stt pap ctk tass ria xinhua kyodo yonhap pti ani upi bloomberg cnn bbc euronews agencies agency agencias agences agenturen agentur agenzia press presse prensa imprensa associated " +
        "staff reporter reporters correspondent correspondents editor editors editorial desk team news newsroom newsdesk writer contributor contributing columnist producer online digital web special bureau chief senior political politics sports sport business economics science health culture world national " +
        "redaktion redaktionsteam onlineredaktion redakteur redakteurin reporterin korrespondent korrespondentin autor autorin volontar volontarin chefredakteur chefredakteurin ressortleiter ressortleiterin mitarbeiter mitarbeiterin zeitung nachrichten wirtschaft politik panorama " +
        "redaction journaliste correspondant correspondante envoye speciale redaccion corresponsal redazione redacao redactie redaktionen redaksjonen redakcja redakce correspondente enviado repórter jornal journal journalist giornalista periodista verslaggever correspondent redacteur " +
        "редакция корреспондент редактор журналист автор агентство новости haber merkezi muhabir editor مراسل تحرير وكالات وكالة الجزيرة the times post daily herald tribune guardian gazette mail magazine today media group service network tv radio company inc university professor director author sponsored analysis opinion updated published comments share follow " +
        "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday");

    private static readonly FrozenSet<string> Desks = Words(
        "reuters afp ap dpa apa sda epa efe ansa lusa belga anp tt ntb ritzau pap ctk tass xinhua kyodo yonhap pti ani upi agencies agencias agences agenturen agenzie reporter reporters correspondent staff newsroom newsdesk redaktion redaction rédaction redacción redazione redação redactie redaksjonen redakcja redakce редакция وكالات");

    private static readonly string[] EastAsianRoles = ["記者", "记者", "기자", "編集部", "特派員", "特派员", "통신원", "객원기자", "선임기자"];

    /// <summary>Whether the text is a person's name: two to five capitalised words with the usual particles, or a short name in an East Asian or unicameral script.</summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > LongestName || text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostWords || Array.Exists(words, word => NoNames.Contains(Folding.Fold(word.AsSpan().Trim(".,")))))
        {
            return false;
        }

        if (text.All(c => Scripts.IsIdeographic(c) || c is ' ' or '・' or '·'))
        {
            return text.Length is >= 2 and <= 10;
        }

        return words.Length >= 2 && IsNameWord(words[0], first: true) && IsNameWord(words[^1], first: false) && words.All(word => IsNameWord(word, first: false) || Particles.Contains(word.TrimEnd('.').ToLowerInvariant()));
    }

    /// <summary>Whether a short text names an agency, a desk or a newsroom: "Courier staff", "AFP und dpa".</summary>
    public static bool IsDesk(string text)
    {
        const int mostWords = 7;
        var words = text.Split([' ', ',', '/', '|'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= mostWords && !LineShape.EndsInFullStop(text) && Array.Exists(words, word => Desks.Contains(Folding.Fold(word.AsSpan().Trim(".,:()"))));
    }

    /// <summary>Takes the role off an East Asian reporter's name: "배윤경 기자" → "배윤경". Null when there is no such role.</summary>
    public static string? WithoutEastAsianRole(string text)
    {
        foreach (var role in EastAsianRoles)
        {
            if (text.EndsWith(role, StringComparison.Ordinal) && text[..^role.Length].Trim() is { Length: >= 2 } name && IsName(name))
            {
                return name;
            }

            if (text.StartsWith(role, StringComparison.Ordinal) && text[role.Length..].Trim(' ', ':', '\uFF1A') is { Length: >= 2 } named && IsName(named))
            {
                return named;
            }
        }

        return null;
    }

    private static bool IsNameWord(string word, bool first)
    {
        var letters = word.TrimStart('\'', '’', '"', '“', '(').TrimEnd('.', '\'', '’', '"', '”', ')');
        if (!letters.AsSpan().ContainsLetter() || !letters.All(c => char.IsLetter(c) || c is '-' or '\'' or '’' or '.' or '‑' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
        {
            return false;
        }

        var isCased = char.IsUpper(letters[0]) || char.IsLower(letters[0]);
        return !isCased || char.IsUpper(letters[0]) || (!first && letters.Length > 2 && letters[1] is '\'' or '’' && char.IsUpper(letters[2])) || (letters.StartsWith("al-", StringComparison.Ordinal) && letters.Length > 4);
    }

    private static FrozenSet<string> Words(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal);
}
