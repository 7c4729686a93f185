using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Finds the title among the lines above the text, and removes it and the rubric and breadcrumbs above it.</summary>
public sealed class Headline : ICleaningRule
{
    private const int LongestTitle = 220;

    /// <summary>Headlines longer than this are rare, standfirsts are not.</summary>
    private const int UsualTitle = 100;

    private const double LossPerLine = 0.15;

    /// <inheritdoc/>
    public string Name => "headline";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        if (draft.Title is not null || draft.Blocks.Count < 2)
        {
            return;
        }

        var lead = draft.Blocks.FindIndex(Zone.IsProse);
        var end = lead < 0 ? draft.Blocks.Count : lead;
        var vocabulary = HeadlineVocabulary.Of(draft.Blocks);
        var repeated = RepeatedBelow(draft.Blocks, end);
        var best = -1;
        var bestScore = 0.0;
        for (var i = 0; i < end; i++)
        {
            // A lead that returns in the text is no title.
            var score = repeated.Contains(TextKey.Of(draft.Blocks[i].Text)) ? 0 : Score(draft.Blocks[i], vocabulary) - (LossPerLine * i);
            if (score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        if (best < 0)
        {
            return;
        }

        draft.Title = draft.Blocks[best].Text;
        for (var i = 0; i < best; i++)
        {
            draft.Rubric ??= LineShape.WordCount(draft.Blocks[i].Text) <= 3 ? draft.Blocks[i].Text : null;
            draft.Remove(this, draft.Blocks[i], "Above the title");
        }

        draft.Remove(this, draft.Blocks[best], "The title");
    }

    private static HashSet<string> RepeatedBelow(List<DraftBlock> blocks, int lead)
    {
        var head = blocks.Take(lead).Select(block => TextKey.Of(block.Text)).ToHashSet(StringComparer.Ordinal);
        return blocks.Skip(lead).Where(Zone.IsProse).Select(block => TextKey.Of(block.Text)).Where(head.Contains).ToHashSet(StringComparer.Ordinal);
    }

    private static double Score(DraftBlock block, HeadlineVocabulary vocabulary)
    {
        var text = block.Text;
        var words = LineShape.WordCount(text);
        if (text.Length > LongestTitle || words < 2 || block.Kind is BlockKind.ListItem or BlockKind.Quote)
        {
            return words == 1 && text.Length > 3 ? 0.2 : 0;
        }

        var score = Math.Min(words, 8) / 4.0;
        score += 3 * vocabulary.Share(text);
        score -= Math.Max(0, Scripts.ReadingLength(text) - UsualTitle) / 30.0;
        score -= LineShape.EndsInFullStop(text) ? 1.5 : 0;
        score -= text[^1] is ':' or ',' ? 1 : 0;
        score += block.Kind == BlockKind.Heading ? 2 : 0;
        return score;
    }
}
