using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Tells verbs, adverbs and adjectives from nouns in English, by short lists and by endings.</summary>
internal static class EnglishWords
{
    private static readonly FrozenSet<string> s_alsoNouns = "affect attempt call cause claim concern experience face fear feature force form gain handle help hope increase lack launch lead love move note offer plan present produce promise reach release share stand start state stay stop supply support suspect touch treat try turn visit wait walk watch wish wonder work worry yield exhibit aim address reject display review conduct".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_verbs = Verbs();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_nounsInLy =
        Set("family assembly supply monopoly anomaly italy july ally reply rally bully butterfly jelly belly lily poly philly");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_singularsInIe = Set("movies series cookies zombies calories rookies selfies species");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_nounsInIse =
        Set("enterprise exercise franchise promise premise merchandise expertise paradise compromise turquoise surprise sunrise tortoise porpoise cruise apprise disguise treatise");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_nounsLikeAdjectives = Set(
        "proposal hospital capital signal goal deal trial rival terminal material manual animal official journal festival arrival approval removal rental metal medal interval criminal individual professional mineral meal denial renewal withdrawal appraisal retrieval potential principal referendal survival tribunal cardinal admiral general "
        + "traffic music topic clinic fabric logic public magic panic critic republic mechanic mosaic arithmetic graphic epidemic pandemic academic catholic olympic picnic fabric metric "
        + "executive detective objective initiative perspective alternative incentive representative narrative native motive archive drive initiative directive relative "
        + "table cable variable vegetable library boundary summary secretary salary military glossary vocabulary dictionary diary anniversary documentary january february "
        + "mouthful handful");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_adjectives = Set(
        "available able possible impossible important different similar various certain likely unlikely clear sure true false full empty free early late recent current previous former latter main major minor large small larger smaller largest smallest high higher highest low lower lowest better best worse worst short strong weak hard easy simple complex difficult common rare common famous popular happy sad angry afraid aware ready due close open wide deep young old older oldest younger youngest new newer newest good bad great big bigger biggest huge tiny whole entire single double multiple numerous particular specific typical usual unusual real rich poor dead alive nice fine wrong right left upper bright dark hot cold warm cool fresh fast slow quick safe dangerous serious senior junior further future past present total additional existing efficient robust optimal effective novel appropriate suitable useful necessary sufficient consistent inherent relevant significant constant independent dependent frequent adjacent equivalent excellent permanent apparent evident prominent violent silent ancient recent dominant");

    public static WordRole RoleOf(ReadOnlySpan<char> word)
    {
        if (s_verbs.Contains(word))
        {
            return WordRole.Break;
        }

        if (word.EndsWith("ly", StringComparison.OrdinalIgnoreCase) && word.Length > 4)
        {
            return s_nounsInLy.Contains(word) ? WordRole.Head : WordRole.Break;
        }

        if (word.Length > 6 && (word.EndsWith("ise") || word.EndsWith("ize")) && !s_nounsInIse.Contains(word))
        {
            return WordRole.Break;
        }

        return IsModifier(word) ? WordRole.Modifier : WordRole.Head;
    }

    /// <summary>A word in lower case without the ending of the plural. May write to <paramref name="lower"/>.</summary>
    public static ReadOnlySpan<char> Singular(Span<char> lower)
    {
        const int shortestPlural = 4;
        if (lower.Length < shortestPlural || lower[^1] != 's' || lower[^2] is 's' or 'u' or 'i')
        {
            return lower;
        }

        if (lower.EndsWith("ies") && lower.Length > shortestPlural && !s_singularsInIe.Contains(lower))
        {
            lower[^3] = 'y';
            return lower[..^2];
        }

        return lower.EndsWith("ches") || lower.EndsWith("shes") || lower.EndsWith("xes") || lower.EndsWith("sses") ? lower[..^2] : lower[..^1];
    }

    private static bool IsModifier(ReadOnlySpan<char> word)
    {
        if (s_adjectives.Contains(word))
        {
            return true;
        }

        if (word.Length < 5 || s_nounsLikeAdjectives.Contains(word))
        {
            return false;
        }

        return word.EndsWith("ous") || word.EndsWith("ive") || word.EndsWith("ful") || word.EndsWith("able") || word.EndsWith("ible") || word.EndsWith("al") || word.EndsWith("ic")
            || word.EndsWith("less") || word.EndsWith("ary") || word.EndsWith("ed") || word.EndsWith("ish") || word.EndsWith("ian") || word.EndsWith("est") || word.EndsWith("lar");
    }

    /// <summary>Words that are mostly verbs, in all their forms.</summary>
    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs()
    {
        const string regular =
            "accept achieve add admit adopt affect agree allow announce appear apply appoint argue arrive assume assure attempt attend attract avoid believe belong call carry cause choose claim collect combine compare complain complete concern conclude confirm connect consider consist contain continue contribute convince create decide declare define demonstrate deny depend derive describe deserve determine develop die differ disappear discover discuss divide draw earn emerge enable encourage engage enhance enjoy ensure enter establish evaluate examine exist expect experience explain explore express extend face fail fear feature finish follow force form gain generate grow handle happen help hope identify ignore illustrate imagine imply improve include incorporate increase indicate inform insist intend introduce investigate invite involve join kill lack last launch lead learn lie live love maintain manage marry mention move note obtain occur offer operate outline own perform permit plan possess prefer prepare present prevent proceed produce promise propose protect prove provide publish pursue raise reach realize receive recognize recommend reduce refer reflect refuse regard reject relate release remain remember remove replace represent require resolve respond reveal save seek select serve settle share stand start state stay stop strengthen succeed suffer suggest supply support suppose survive suspect tend thank threaten touch treat try turn urge vary visit wait walk warn watch wish wonder work worry yield enable employ exhibit discuss analyze analyse utilize utilise achieve apply aim conduct overcome verify validate allow compute solve address";
        const string irregular =
            "began begun begin begins beginning became broke broken bring brings brought bringing buy buys bought buying build builds caught chose chosen cut dealt drew drawn drove driven eat ate fell fallen felt feel feels feeling fought find flew forgot gave grew grown heard hear hears hearing held hold holds holding hit kept knew laid leave leaves left leaving led lost lose loses losing mean means meant meet meets met paid pay pays paying read ran run runs running rose risen seen sell sells sold selling send sends sent sending set sets setting shook shot sit sat sits sitting slept speak speaks spoke spoken speaking spend spends spent spending stood stuck swept taught teach thought throw threw thrown understood understand wear wore won write writes wrote written writing let lets proposed based using given shown made done known considered obtained described presented called named allowing including according regarding concerning following compared related";
        var forms = new HashSet<string>(irregular.Split(' '), StringComparer.OrdinalIgnoreCase);
        foreach (var verb in regular.Split(' '))
        {
            // The bare form is often a noun too ("plan", "work"), so that only the inflected ones are certain.
            var stem = verb[^1] == 'e' ? verb[..^1] : verb;
            var consonantY = verb[^1] == 'y' && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);
            forms.Add(consonantY ? verb[..^1] + "ied" : stem + "ed");
            forms.Add(stem + "ing");
            if (!s_alsoNouns.Contains(verb))
            {
                forms.Add(verb);
                forms.Add(consonantY ? verb[..^1] + "ies" : verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) ? verb + "es" : verb + "s");
            }
        }

        return forms.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
