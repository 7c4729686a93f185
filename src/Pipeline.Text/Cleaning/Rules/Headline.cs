using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Finds the title among the lines above the text, and removes it and the rubric and breadcrumbs above it.</summary>
public sealed class Headline : ICleaningRule
{
    private const int LongestTitle = 220;

    /// <summary>Headlines longer than this are rare, standfirsts are not.</summary>
    private const int UsualTitle = 120;

    /// <summary>Lines above the text among which the title is; further up are menus.</summary>
    private const int LinesAbove = 30;

    /// <summary>A line this much worse than the best still wins when it stands above it: the standfirst below a title has as many words of the text.</summary>
    private const double Tolerance = 0.9;

    /// <summary>The same for the line directly above the best one, and for a line between a kicker and the text.</summary>
    private const double NeighbourTolerance = 1.5;

    /// <summary>Less has a line without any word of the text.</summary>
    private const double LeastAboveStandfirst = 2;

    /// <summary>Rubrics have few words; a longer line directly below one is the title.</summary>
    private const int RubricWords = 4;

    private const int ShortestSuffix = 12;

    /// <summary>Pages repeat their titles above the text, in breadcrumbs and sharing panels.</summary>
    private const double WrittenTwice = 1;

    private static readonly string[] TrailingOpeners = [" by ", " di ", " par ", " von "];

    /// <inheritdoc/>
    public string Name => "headline";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        if (draft.Title is not null || draft.Blocks.Count < 2)
        {
            return;
        }

        var best = Find(draft.Blocks);
        if (best < 0)
        {
            return;
        }

        var text = WithoutLabel(LastElement(draft.Blocks[best].Source.Of(draft.Source.Text)) ?? draft.Blocks[best].Text);
        var name = TrailingByline(text);
        if (name > 0)
        {
            draft.AddAuthors(text[name..]);
            text = text[..name];
            text = text[..text.TrimEnd().LastIndexOf(' ')].TrimEnd();
        }

        draft.Title = text;
        for (var i = 0; i < best; i++)
        {
            draft.Rubric = LineShape.WordCount(draft.Blocks[i].Text) <= 3 ? draft.Rubric ?? draft.Blocks[i].Text : draft.Rubric;
            draft.Remove(this, draft.Blocks[i], "Above the title");
        }

        draft.Remove(this, draft.Blocks[best], "The title");
    }

    private static int Find(List<DraftBlock> blocks)
    {
        var end = FirstParagraph(blocks);
        var vocabulary = HeadlineVocabulary.Of(blocks.Skip(end));
        var repeated = RepeatedBelow(blocks, end);
        var twice = blocks.Take(end).GroupBy(block => TextKey.Of(block.Text), StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var scores = new double[end];
        for (var i = Math.Max(0, end - LinesAbove); i < end; i++)
        {
            // A lead that returns in the text is no title, and a short line that returns above it is a rubric.
            var key = TextKey.Of(blocks[i].Text);
            var isTwice = twice.Contains(key);
            scores[i] = repeated.Contains(key) || (isTwice && IsShort(blocks[i])) ? 0 : Score(blocks[i], vocabulary) + (isTwice ? WrittenTwice : 0);
        }

        var best = Array.IndexOf(scores, scores.DefaultIfEmpty().Max());
        if (best < 0 || scores[best] <= 0)
        {
            return -1;
        }

        var first = Array.FindIndex(scores, score => score >= scores[best] - Tolerance && score > 0);
        while (first < best && IsShort(blocks[first]))
        {
            first = Array.FindIndex(scores, first + 1, score => score >= scores[best] - Tolerance && score > 0);
        }

        return BelowKicker(blocks, scores, first, scores[best] - NeighbourTolerance) ?? AboveStandfirst(blocks, scores, first) ?? BelowRubric(blocks, scores, first);
    }

    // "Home | Politics | another wording for search engines", then a kicker, and between it and the text the title.
    private static int? BelowKicker(List<DraftBlock> blocks, double[] scores, int index, double least)
    {
        var title = index + 2;
        var isFollowedByText = title + 1 < blocks.Count && Zone.IsProse(blocks[title + 1]);
        return title < scores.Length && isFollowedByText && Follows(blocks, index + 1) && Follows(blocks, title) && Follows(blocks, title + 1)
            && IsShort(blocks[index + 1]) && !IsShort(blocks[title]) && scores[title] >= least ? title : null;
    }

    // A standfirst stands directly below its title and has more words of the text. A line in capitals above a title is its rubric or a wire's slug.
    private static int? AboveStandfirst(List<DraftBlock> blocks, double[] scores, int index) =>
        index > 0 && Follows(blocks, index) && !IsShort(blocks[index - 1]) && (blocks[index - 1].Text.Any(char.IsLower) || !blocks[index - 1].Text.Any(char.IsUpper)) && scores[index - 1] >= scores[index] - NeighbourTolerance && scores[index - 1] > LeastAboveStandfirst ? index - 1 : null;

    private static bool Follows(List<DraftBlock> blocks, int index) => blocks[index].RemovedBefore == 0;

    private static bool IsShort(DraftBlock block) => LineShape.WordCount(WithoutLabel(block.Text)) <= RubricWords;

    // Elements of a page that stood beside each other are saved with wide gaps between them: "Home    Politics    The title", "A kicker  -  The title". So is a
    // quotation with the title directly behind it. Null when the line is one element; "Kicker:  the title" is.
    private static string? LastElement(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        var gap = line.LastIndexOf("  ");
        gap = gap > 1 && line[gap - 1] == ':' && char.IsLetterOrDigit(line[gap - 2]) ? -1 : gap;
        if (gap < 0 && line is ['"' or '“' or '„' or '«', ..] && line[1..].IndexOfAny("\"”“»") is > 0 and var close && close + 2 < line.Length && char.IsUpper(line[close + 2]))
        {
            gap = close + 1;
        }

        var last = gap < 0 ? [] : line[(gap + 1)..].Trim();
        return LineShape.WordCount(last) > RubricWords ? last.ToString() : null;
    }

    // The breadcrumb "Home Title" and the rubric above a title are no titles.
    private static int BelowRubric(List<DraftBlock> blocks, double[] scores, int index)
    {
        var key = TextKey.Of(blocks[index].Text);
        for (var i = index + 1; i < scores.Length; i++)
        {
            if (TextKey.Of(blocks[i].Text) is { Length: >= ShortestSuffix } below && below.Length < key.Length && key.EndsWith(below, StringComparison.Ordinal))
            {
                return i;
            }
        }

        var isRubric = index + 1 < scores.Length && LineShape.WordCount(blocks[index].Text) <= RubricWords && scores[index + 1] > 1
            && LineShape.WordCount(blocks[index + 1].Text) > LineShape.WordCount(blocks[index].Text);
        return isRubric ? index + 1 : index;
    }

    private static int FirstParagraph(List<DraftBlock> blocks)
    {
        var lead = blocks.FindIndex(TextExtent.Of(blocks).Start, Zone.IsProse);
        return lead < 0 ? blocks.Count : lead;
    }

    private static HashSet<string> RepeatedBelow(List<DraftBlock> blocks, int lead)
    {
        var head = blocks.Take(lead).Select(block => TextKey.Of(block.Text)).ToHashSet(StringComparer.Ordinal);
        return blocks.Skip(lead).Where(Zone.IsProse).Select(block => TextKey.Of(block.Text)).Where(head.Contains).ToHashSet(StringComparer.Ordinal);
    }

    private static double Score(DraftBlock block, HeadlineVocabulary vocabulary)
    {
        var text = WithoutLabel(block.Text);
        var words = LineShape.WordCount(text);
        if (text.Length > LongestTitle || words < 2 || block.Kind is BlockKind.ListItem or BlockKind.Quote || text[0] == '…' || Zone.IsProse(block))
        {
            return 0;
        }

        var score = Math.Min(words, 8) / 4.0;
        score += 3 * vocabulary.Share(text);
        score -= Math.Max(0, Scripts.ReadingLength(text) - UsualTitle) / 50.0;
        score -= LineShape.EndsInFullStop(text) ? 1.5 : 0;
        score -= text[^1] is ':' or ',' or '-' or '–' or '—' ? 1.5 : 0;
        score -= char.IsLower(text[0]) ? 1 : 0;
        score += block.Kind == BlockKind.Heading ? 2 : 0;
        score -= PersonNames.IsName(text) ? 2 : 0;
        score -= LineShape.HasInnerSentenceEnd(text) ? 0.8 : 0;
        return score;
    }

    // "Title by Jane Doe": index of the name, or 0.
    private static int TrailingByline(string text)
    {
        foreach (var opener in TrailingOpeners)
        {
            var at = text.LastIndexOf(opener, StringComparison.Ordinal);
            if (at > text.Length / 2 && PersonNames.IsName(text[(at + opener.Length)..]))
            {
                return at + opener.Length;
            }
        }

        return 0;
    }

    // "Share this Story : Title", "Home Title"
    private static string WithoutLabel(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < text.Length && InterfaceWords.Covering(text.AsSpan(0, colon)) is not null ? text[(colon + 1)..].Trim() : text;
    }
}
