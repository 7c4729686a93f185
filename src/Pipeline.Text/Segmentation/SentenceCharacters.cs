using System.Globalization;

namespace Pipeline.Text.Segmentation;

/// <summary>Classes of characters that matter at the end of a sentence.</summary>
internal static class SentenceCharacters
{
    /// <summary>Marks that end a sentence in every language that uses them.</summary>
    public const string Terminators = ".!?…‼⁇⁈⁉。！？．｡।॥؟۔։።፧፨။។";

    /// <summary>Terminators of scripts that put no space after a sentence, or whose mark has no other use.</summary>
    public static bool IsUnambiguous(char c) => c is '。' or '！' or '？' or '．' or '｡' or '।' or '॥' or '؟' or '۔' or '։' or '።' or '፧' or '፨' or '။' or '។';

    public static bool IsExclamationOrQuestion(char c) => c is '!' or '?' or '‼' or '⁇' or '⁈' or '⁉';

    public static bool IsQuoteCloser(char c) => c is '"' or '\'' or '”' or '’' or '“' or '‘' or '»' or '›' or '」' or '』' or '＂' or '´' or '«';

    public static bool IsBracketCloser(char c) => c is ')' or ']' or '}' or '）' or '】' or '〕' or '》' or '〉';

    public static bool IsOpener(char c) =>
        c is '"' or '\'' or '“' or '”' or '‘' or '’' or '„' or '‚' or '«' or '»' or '‹' or '›' or '(' or '[' or '{' or '¿' or '¡' or '「' or '『' or '（' or '《' or '〈' or '【' or '*' or '_' or '`';

    public static bool IsDash(char c) => c is '-' or '–' or '—' or '―' or '‐' or '‒';

    public static bool IsBullet(char c) => c is '•' or '⁃' or '‣' or '▪' or '◦' or '●' or '■' or '▶' or '►';

    public static bool IsLineBreak(char c) => c is '\n' or '\u2028' or '\u2029';

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200b' or '\ufeff';

    /// <summary>A letter without case: the script gives no hint where a sentence starts.</summary>
    public static bool IsCaseless(char c) =>
        c >= '\u0590' && char.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
