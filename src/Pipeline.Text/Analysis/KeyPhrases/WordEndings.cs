namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Endings of number and case, so that the forms of a noun count as one. Only keys are cut; phrases are shown as the text writes them.</summary>
internal static class WordEndings
{
    private static readonly string[] s_none = [];
    private static readonly string[] s_german = Of("es en er em e n s");
    private static readonly string[] s_french = Of("es s x e");
    private static readonly string[] s_iberian = Of("es s");
    private static readonly string[] s_italian = Of("i e a o");
    private static readonly string[] s_dutch = Of("en s e");
    private static readonly string[] s_scandinavian = Of("erne ene arna orna erna ets ens et en er ar or e n s");
    private static readonly string[] s_polish = Of("ami ach owi ego emu ymi om ów em ie ą ę y i a e o u");
    private static readonly string[] s_czech = Of("ami ách ech ého ému ými ům ou em y i í a á e ě é o u ů");
    private static readonly string[] s_russian = Of("ями ами ого его ому ему ыми ими ах ях ов ев ей ой ый ий ая яя ое ее ые ие ую юю ам ям ом ем ы и а я о е у ю ь");
    private static readonly string[] s_ukrainian = Of("ями ами ого ому ими ах ях ів їв ей ий ій ою ам ям ом ем и і ї а я о е є у ю ь");

    /// <summary>Particles, longest first.</summary>
    public static string[] KoreanParticles { get; } = Of("에서는 에서 에게 으로 까지 부터 이라고 라고 은 는 이 가 을 를 의 에 도 와 과 로 만");

    /// <summary>The endings of a language, longest first; none for one that has no list.</summary>
    public static string[] For(string? language) => language switch
    {
        "de" => s_german,
        "fr" => s_french,
        "es" or "pt" or "ca" => s_iberian,
        "it" => s_italian,
        "nl" => s_dutch,
        "sv" or "da" or "no" => s_scandinavian,
        "pl" => s_polish,
        "cs" => s_czech,
        "ru" => s_russian,
        "uk" => s_ukrainian,
        _ => s_none,
    };

    private static string[] Of(string endings) => [.. endings.Split(' ').OrderByDescending(e => e.Length)];
}
