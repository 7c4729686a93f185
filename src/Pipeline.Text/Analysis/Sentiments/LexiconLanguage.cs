using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>What reading a valence lexicon needs to know about a language.</summary>
/// <param name="Name">The lexicon's name.</param>
/// <param name="Negations">Words that turn what follows them around.</param>
/// <param name="Intensifiers">Words that strengthen the next word.</param>
/// <param name="NegationFollows">Whether a negation stands after what it turns around (Turkish).</param>
/// <param name="HasPrefixes">Whether words are built with prefixes, so that kin have a root in common and not their first letters (Malay, Indonesian).</param>
/// <param name="CapitalisesNouns">Whether a capital within a sentence tells no name (German).</param>
internal sealed record LexiconLanguage(
    string Name, FrozenSet<string> Negations, FrozenSet<string> Intensifiers, bool NegationFollows = false, bool HasPrefixes = false, bool CapitalisesNouns = false)
{
    private static readonly FrozenDictionary<string, LexiconLanguage> s_byCode = new[]
    {
        Of("de", "nicht nie niemals kein keine keinen keinem keiner keines nichts niemand weder ohne kaum nirgends", "sehr extrem besonders äußerst total wirklich absolut höchst überaus ganz so") with { CapitalisesNouns = true },
        Of("fr", "ne n pas jamais aucun aucune rien personne sans ni guère point plus non", "très extrêmement vraiment particulièrement tellement trop absolument si fort"),
        Of("es", "no nunca jamás ningún ninguna ninguno nada nadie sin ni tampoco apenas", "muy extremadamente realmente tan demasiado absolutamente sumamente bastante"),
        Of("it", "non no mai nessun nessuna nessuno niente nulla senza né neanche nemmeno neppure", "molto estremamente davvero particolarmente così troppo assolutamente proprio"),
        Of("pt", "não nao nunca jamais nenhum nenhuma nada ninguém sem nem tampouco", "muito extremamente realmente tão demais absolutamente bastante super"),
        Of("nl", "niet nooit geen niets niemand zonder noch nergens nauwelijks", "zeer heel erg extreem echt bijzonder ontzettend"),
        Of("sv", "inte aldrig ingen inget inga utan varken icke ej knappast", "mycket extremt verkligen väldigt särskilt otroligt"),
        Of("da", "ikke aldrig ingen intet uden hverken næppe ej", "meget ekstremt virkelig særligt utrolig"),
        Of("no", "ikke aldri ingen ingenting uten verken neppe ei", "veldig svært ekstremt virkelig særlig utrolig"),
        Of("pl", "nie nigdy żaden żadna żadne nic nikt bez ani", "bardzo niezwykle naprawdę szczególnie tak zbyt"),
        Of("ru", "не нет никогда никакой ничего никто без ни нельзя", "очень крайне действительно особенно так слишком совсем"),
        Of("uk", "не ні ніколи жодний жодна нічого ніхто без", "дуже вкрай справді особливо так надто"),
        Of("cs", "ne nikdy žádný žádná žádné nic nikdo bez ani není", "velmi extrémně opravdu zvláště tak příliš"),
        Of("ro", "nu niciodată niciun nicio nimic nimeni fără nici", "foarte extrem chiar deosebit prea"),
        Of("ca", "no mai cap res ningú sense ni tampoc", "molt extremadament realment tan massa"),
        Of("tr", "değil yok hiç asla hiçbir olmayan", "çok aşırı gerçekten son oldukça") with { NegationFollows = true },
        Of("ar", "لا لم لن ليس ليست ليسوا غير بدون ما مش مو", "جدا للغاية حقا كثيرا"),
        Of("id", "tidak bukan jangan tanpa belum tak nggak gak ga", "sangat sekali banget benar amat") with { HasPrefixes = true },
        Of("ms", "tidak tiada bukan jangan tanpa belum tak", "sangat sekali benar amat") with { HasPrefixes = true },
    }.ToFrozenDictionary(l => l.Name);

    /// <summary>The language of an ISO 639-1 code; null when there is no lexicon for it.</summary>
    public static LexiconLanguage? For(string code) => s_byCode.GetValueOrDefault(code);

    private static LexiconLanguage Of(string name, string negations, string intensifiers) => new(
        name,
        negations.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        intensifiers.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
