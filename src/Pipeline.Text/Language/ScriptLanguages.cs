using System.Collections.Frozen;

namespace Pipeline.Text.Language;

/// <summary>Scripts, as far as they narrow down the language.</summary>
internal enum Script
{
    None,
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Ethiopic,
    Han,
    Kana,
    Hangul,
    Greek,
    Armenian,
    Hebrew,
    Georgian,
    Thai,
    Bengali,
    Gujarati,
    Gurmukhi,
    Tamil,
    Telugu,
    Sinhala,
    Kannada,
    Malayalam,
    Oriya,
    Lao,
    Burmese,
    Khmer,
    Tibetan,
}

/// <summary>Which script a character belongs to, and which language a script alone decides.</summary>
internal static class ScriptLanguages
{
    private static readonly FrozenDictionary<Script, string> s_only = new Dictionary<Script, string>
    {
        [Script.Kana] = "ja",
        [Script.Han] = "zh",
        [Script.Hangul] = "ko",
        [Script.Greek] = "el",
        [Script.Armenian] = "hy",
        [Script.Hebrew] = "he",
        [Script.Georgian] = "ka",
        [Script.Thai] = "th",
        [Script.Bengali] = "bn",
        [Script.Gujarati] = "gu",
        [Script.Gurmukhi] = "pa",
        [Script.Tamil] = "ta",
        [Script.Telugu] = "te",
        [Script.Sinhala] = "si",
        [Script.Kannada] = "kn",
        [Script.Malayalam] = "ml",
        [Script.Oriya] = "or",
        [Script.Lao] = "lo",
        [Script.Burmese] = "my",
        [Script.Khmer] = "km",
        [Script.Tibetan] = "bo",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Script> s_shared = new Dictionary<string, Script>(StringComparer.Ordinal)
    {
        ["be"] = Script.Cyrillic,
        ["bg"] = Script.Cyrillic,
        ["kk"] = Script.Cyrillic,
        ["mk"] = Script.Cyrillic,
        ["mn"] = Script.Cyrillic,
        ["ru"] = Script.Cyrillic,
        ["sr"] = Script.Cyrillic,
        ["uk"] = Script.Cyrillic,
        ["ar"] = Script.Arabic,
        ["fa"] = Script.Arabic,
        ["ur"] = Script.Arabic,
        ["hi"] = Script.Devanagari,
        ["mr"] = Script.Devanagari,
        ["am"] = Script.Ethiopic,
        ["ti"] = Script.Ethiopic,
    }.ToFrozenDictionary();

    public static string? OnlyLanguageOf(Script script) => s_only.GetValueOrDefault(script);

    public static bool IsDecidedByScript(string language) => s_only.Values.Contains(language, StringComparer.Ordinal);

    /// <summary>The script that a language of the n-gram model is written in.</summary>
    public static Script ScriptOf(string language) => s_shared.GetValueOrDefault(language, Script.Latin);

    public static Script Of(char c) => c switch
    {
        < 'A' => Script.None,
        <= '\u024f' => char.IsLetter(c) ? Script.Latin : Script.None,
        >= '\u1e00' and <= '\u1eff' => Script.Latin,
        >= '\u0370' and <= '\u03ff' or >= '\u1f00' and <= '\u1fff' => Script.Greek,
        >= '\u0400' and <= '\u052f' => Script.Cyrillic,
        >= '\u0531' and <= '\u058f' => Script.Armenian,
        >= '\u0590' and <= '\u05ff' => Script.Hebrew,
        >= '\u0600' and <= '\u06ff' or >= '\u0750' and <= '\u077f' or >= '\ufb50' and <= '\ufdff' or >= '\ufe70' and <= '\ufefc' => char.IsLetter(c) ? Script.Arabic : Script.None,
        >= '\u0900' and <= '\u097f' => Script.Devanagari,
        >= '\u0980' and <= '\u09ff' => Script.Bengali,
        >= '\u0a00' and <= '\u0a7f' => Script.Gurmukhi,
        >= '\u0a80' and <= '\u0aff' => Script.Gujarati,
        >= '\u0b00' and <= '\u0b7f' => Script.Oriya,
        >= '\u0b80' and <= '\u0bff' => Script.Tamil,
        >= '\u0c00' and <= '\u0c7f' => Script.Telugu,
        >= '\u0c80' and <= '\u0cff' => Script.Kannada,
        >= '\u0d00' and <= '\u0d7f' => Script.Malayalam,
        >= '\u0d80' and <= '\u0dff' => Script.Sinhala,
        >= '\u0e00' and <= '\u0e7f' => Script.Thai,
        >= '\u0e80' and <= '\u0eff' => Script.Lao,
        >= '\u0f00' and <= '\u0fff' => Script.Tibetan,
        >= '\u1000' and <= '\u109f' => Script.Burmese,
        >= '\u10a0' and <= '\u10ff' => Script.Georgian,
        >= '\u1200' and <= '\u139f' => Script.Ethiopic,
        >= '\u1780' and <= '\u17ff' => Script.Khmer,
        >= '\u3040' and <= '\u30ff' or >= '\u31f0' and <= '\u31ff' => Script.Kana,
        >= '\u3400' and <= '\u9fff' => Script.Han,
        >= '\uac00' and <= '\ud7af' or >= '\u1100' and <= '\u11ff' => Script.Hangul,
        _ => Script.None,
    };
}
