using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Cuts Chinese by what recurs in the text, and the rest at function words.</summary>
internal sealed class ChineseWords : UnspacedWords
{
    private const int ShortestWord = 2;
    private const int LongestWord = 6;

    /// <summary>A longer rest is a clause rather than a word.</summary>
    private const int LongestRest = 4;

    /// <summary>Neighbours that a word must have on each side: a part of a longer word always has the same one.</summary>
    private const int FewestNeighbours = 2;

    /// <summary>Characters that stand between words far more often than in them.</summary>
    private static readonly FrozenSet<char> s_functionCharacters = "的了在是和与及也都就将把被从到于而或但并这那其她他它们我你您不没很更最还又再只所之等着过得让向由因说称已曾正仍才则即若如虽且以为有会能可要该应对个名位些".ToFrozenSet();

    private static readonly FrozenSet<string> s_commonWords =
        "表示 认为 指出 目前 今年 去年 今天 昨天 明天 记者 报道 时间 问题 情况 进行 开始 已经 可以 没有 他们 我们 因为 所以 但是 如果 以及 其中 之后 之前 同时 由于 通过 根据 这个 一个 一些 自己 需要 可能 宣布 继续 成为 包括 工作 方面 左右 以上 以下 上午 下午".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly string _text;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public ChineseWords(string text)
    {
        _text = text;
        foreach (var (word, neighbours) in Recurring(text))
        {
            if (neighbours.AreVaried && !s_functionCharacters.Contains(word[0]) && !s_functionCharacters.Contains(word[^1]))
            {
                _words.Add(word);
            }
        }
    }

    public override void Read(TextSpan run, List<PhraseToken> tokens)
    {
        var rest = run.Start;
        for (var at = run.Start; at < run.End;)
        {
            if (WordAt(at, run.End) is not { Length: > 0 } word)
            {
                at++;
                continue;
            }

            // Everything touches in Chinese: only two words that recur are taken to be one phrase.
            var joins = at > run.Start && at == rest;
            ReadRest(TextSpan.FromBounds(rest, at), tokens);
            Add(word, isWord: true, joins, tokens);
            at = rest = word.End;
        }

        ReadRest(TextSpan.FromBounds(rest, run.End), tokens);
    }

    private TextSpan WordAt(int at, int end)
    {
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(LongestWord, end - at); length >= ShortestWord; length--)
        {
            if (known.Contains(_text.AsSpan(at, length)))
            {
                return new TextSpan(at, length);
            }
        }

        return default;
    }

    private void ReadRest(TextSpan rest, List<PhraseToken> tokens)
    {
        var start = rest.Start;
        for (var at = rest.Start; at <= rest.End;)
        {
            var skipped = at == rest.End ? 1 : FunctionAt(at, rest.End);
            if (skipped == 0)
            {
                at++;
                continue;
            }

            if (at > start)
            {
                Add(TextSpan.FromBounds(start, at), at - start is >= ShortestWord and <= LongestRest, joins: false, tokens);
            }

            at += skipped;
            start = at;
        }
    }

    /// <summary>Length of the function word or common word at a place; 0 for none.</summary>
    private int FunctionAt(int at, int end) =>
        s_functionCharacters.Contains(_text[at]) ? 1
        : at + ShortestWord <= end && s_commonWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_text.AsSpan(at, ShortestWord)) ? ShortestWord
        : 0;

    private void Add(TextSpan span, bool isWord, bool joins, List<PhraseToken> tokens)
    {
        var key = span.Of(_text).ToString();
        var role = isWord && !s_commonWords.Contains(key) && !key.All(char.IsDigit) ? WordRole.Head : WordRole.Break;
        tokens.Add(new PhraseToken(key, span, role, joins, IsConnector: false, IsCapital: false));
    }

    private static Dictionary<string, Neighbours> Recurring(string text)
    {
        var found = new Dictionary<string, Neighbours>(StringComparer.Ordinal);
        var lookup = found.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var run in Runs(text))
        {
            for (var start = run.Start; start < run.End; start++)
            {
                for (var length = ShortestWord; length <= LongestWord && start + length <= run.End; length++)
                {
                    var word = text.AsSpan(start, length);
                    lookup.TryGetValue(word, out var neighbours);
                    lookup[word] = neighbours.With(start > run.Start ? text[start - 1] : '\0', start + length < run.End ? text[start + length] : '\0');
                }
            }
        }

        return found;
    }

    /// <summary>Whether a word had different neighbours; the edge of a run is always another one.</summary>
    private readonly record struct Neighbours(int Count, char FirstLeft, char FirstRight, bool LeftVaries, bool RightVaries)
    {
        public bool AreVaried => Count >= FewestNeighbours && LeftVaries && RightVaries;

        public Neighbours With(char left, char right) => Count == 0
            ? new Neighbours(1, left, right, false, false)
            : new Neighbours(Count + 1, FirstLeft, FirstRight, LeftVaries || left != FirstLeft || left == '\0', RightVaries || right != FirstRight || right == '\0');
    }
}
