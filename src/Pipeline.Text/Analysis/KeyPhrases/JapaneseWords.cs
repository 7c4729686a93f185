using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Cuts Japanese where the script changes: kanji, katakana and Latin runs are nouns, hiragana is what stands between them.</summary>
internal sealed class JapaneseWords : UnspacedWords
{
    private const int ShortestWord = 2;

    /// <summary>Shortest compound that is taken apart, into two words that each have at least <see cref="ShortestWord"/> characters.</summary>
    private const int ShortestCompound = 4;

    private static readonly FrozenSet<char> s_numberCharacters = "〇一二三四五六七八九十百千万億兆年月日時分秒人円回番件本個歳階度割目前後間末頃約計数".ToFrozenSet();

    private static readonly FrozenSet<string> s_commonWords =
        "今年 昨年 来年 今回 前回 今後 今日 昨日 明日 現在 当時 最近 以上 以下 以前 以降 以外 午前 午後 場合 必要 可能 一方 同日 同年 同社 同氏 全体 一部 多数 自分 彼女 問題 理由 結果 状況 関係 開始 発表 説明 実施 予定 同様 非常 十分 大変 本当 一緒 毎日 毎年 途中 最後 最初 最大 最高 時間 記者 写真 提供 撮影".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly string _text;
    private readonly HashSet<string> _alone = new(StringComparer.Ordinal);

    public JapaneseWords(string text)
    {
        _text = text;
        foreach (var run in Runs(text))
        {
            foreach (var part in Parts(run))
            {
                if (part.Length >= ShortestWord && UnspacedScript.IsHan(text[part.Start]) && !IsCommon(part))
                {
                    _alone.Add(part.Of(text).ToString());
                }
            }
        }
    }

    public override void Read(TextSpan run, List<PhraseToken> tokens)
    {
        var joins = false;
        var afterForeignNoun = false;
        foreach (var part in Parts(run))
        {
            // One kanji says little by itself, but "ヨット" and "港" are one word.
            var first = _text[part.Start];
            var isNoun = (part.Length >= ShortestWord || (afterForeignNoun && UnspacedScript.IsHan(first))) && !UnspacedScript.IsHiragana(first) && !char.IsDigit(first) && !IsCommon(part);
            if (isNoun && SplitCompound(part) is { } head)
            {
                tokens.Add(Noun(head, joins));
                tokens.Add(Noun(TextSpan.FromBounds(head.End, part.End), joins: true));
            }
            else
            {
                tokens.Add(isNoun ? Noun(part, joins) : new PhraseToken(part.Of(_text).ToString(), part, WordRole.Break, joins, IsConnector: false, IsCapital: false));
            }

            afterForeignNoun = isNoun && !UnspacedScript.IsHan(first);
            joins = true;
        }
    }

    private PhraseToken Noun(TextSpan span, bool joins) => new(span.Of(_text).ToString(), span, WordRole.Head, joins, IsConnector: false, IsCapital: false);

    /// <summary>"灯台保存会" is "灯台" and "保存会" if "灯台" stands alone elsewhere.</summary>
    private TextSpan? SplitCompound(TextSpan part)
    {
        if (part.Length < ShortestCompound || !UnspacedScript.IsHan(_text[part.Start]))
        {
            return null;
        }

        var known = _alone.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = part.Length - ShortestWord; length >= ShortestWord; length--)
        {
            if (known.Contains(_text.AsSpan(part.Start, length)) || known.Contains(_text.AsSpan(part.Start + length, part.Length - length)))
            {
                return new TextSpan(part.Start, length);
            }
        }

        return null;
    }

    private bool IsCommon(TextSpan part)
    {
        var word = part.Of(_text);
        if (s_commonWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        {
            return true;
        }

        foreach (var c in word)
        {
            if (!s_numberCharacters.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    private List<TextSpan> Parts(TextSpan run)
    {
        var parts = new List<TextSpan>();
        for (var start = run.Start; start < run.End;)
        {
            var end = start + 1;
            while (end < run.End && SameScript(_text[start], _text[end]))
            {
                end++;
            }

            parts.Add(TextSpan.FromBounds(start, end));
            start = end;
        }

        return parts;
    }

    private static bool SameScript(char a, char b) => Script(a) == Script(b);

    private static int Script(char c) => UnspacedScript.IsHan(c) ? 0 : UnspacedScript.IsHiragana(c) ? 1 : UnspacedScript.IsKatakana(c) ? 2 : char.IsDigit(c) ? 3 : 4;
}
