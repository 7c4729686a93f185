using System.Buffers;
using System.Collections.Frozen;

namespace Pipeline.Text.Segmentation;

/// <summary>What a language adds to the common rules of sentence ends.</summary>
internal sealed class LanguageProfile
{
    private const string Common = SentenceCharacters.Terminators + "\n\u2028\u2029)•⁃‣▪◦●■▶►_*=";

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _titles;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _beforeNumbers;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _abbreviations;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _starters;

    public LanguageProfile(string titles, string beforeNumbers, string abbreviations, string starters, string extraTerminators = "")
    {
        _titles = Set(titles, StringComparer.OrdinalIgnoreCase);
        _beforeNumbers = Set(beforeNumbers, StringComparer.OrdinalIgnoreCase);
        _abbreviations = Set(abbreviations, StringComparer.OrdinalIgnoreCase);
        _starters = Set(starters, StringComparer.Ordinal);
        ExtraTerminators = extraTerminators;
        Candidates = SearchValues.Create(Common + extraTerminators);
    }

    /// <summary>Characters at which a sentence may end or a list item may start.</summary>
    public SearchValues<char> Candidates { get; }

    /// <summary>Marks that end a sentence in this language only, when white space follows.</summary>
    public string ExtraTerminators { get; }

    /// <summary>"12. Juni": a dot after a number makes it an ordinal.</summary>
    public bool DotMakesOrdinal { get; init; }

    /// <summary>The full stop is no sentence mark (Armenian, where it works as a semicolon).</summary>
    public bool IgnoresDot { get; init; }

    /// <summary>Words that start a careless sentence in lower case and rarely follow an abbreviation.</summary>
    public string LowerCaseStarts
    {
        init => LowerCaseStarters = Set(value, StringComparer.Ordinal);
    }

    private FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LowerCaseStarters { get; init; } = Set("", StringComparer.Ordinal);

    /// <summary>How compounds end that stand before a number: "Hauptstr. 5".</summary>
    public string BeforeNumberEnding { get; init; } = "";

    /// <summary>A comma that divides clauses where a paragraph has no full stop at all; '\0' for none.</summary>
    public char ClauseComma { get; init; }

    /// <summary>A word that stands before a name: "Dr.", "Gen.", "ул.".</summary>
    public bool IsTitle(ReadOnlySpan<char> word) => _titles.Contains(word);

    /// <summary>A word that stands before a number: "No.", "S.", "art.".</summary>
    public bool IsBeforeNumber(ReadOnlySpan<char> word) =>
        _beforeNumbers.Contains(word) || (BeforeNumberEnding.Length > 0 && word.EndsWith(BeforeNumberEnding, StringComparison.Ordinal));

    /// <summary>Any other abbreviation; it ends a sentence only before a word that starts sentences.</summary>
    public bool IsAbbreviation(ReadOnlySpan<char> word) => _abbreviations.Contains(word);

    /// <summary>A capitalised function word, which inside a sentence would be written small.</summary>
    public bool IsStarter(ReadOnlySpan<char> word) => _starters.Contains(word);

    /// <summary>The language's abbreviations are known well enough to read careless writing.</summary>
    public bool HasLowerCaseStarters => LowerCaseStarters.Set.Count > 0;

    /// <summary>A starter written small, as in careless writing.</summary>
    public bool IsLowerCaseStarter(ReadOnlySpan<char> word) => LowerCaseStarters.Contains(word);

    /// <summary>The profile of an ISO 639-1 code; the one for English, which has the most general rules, when there is none.</summary>
    public static LanguageProfile For(string? language) =>
        language is not null && LanguageProfiles.ByCode.TryGetValue(language, out var profile) ? profile.Value : LanguageProfiles.ByCode["en"].Value;

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words, StringComparer comparer) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();
}
