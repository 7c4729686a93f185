namespace Pipeline.Text.Cleaning;

/// <summary>
/// Where in a page saved as text the article itself stands: the run of blocks in which paragraphs outweigh short lines most. Menus lie before it, teasers of other articles behind it.
/// </summary>
/// <param name="Start">Index of its first block.</param>
/// <param name="End">Index behind its last block.</param>
internal readonly record struct TextExtent(int Start, int End)
{
    /// <summary>A short line weighs against the text, a line already removed a little.</summary>
    private const double ShortLine = -0.6;
    private const double ShortSentence = 0.3;
    private const double MaybeHeading = -0.2;
    private const int LongParagraph = 200;
    private const double RemovedLine = -0.35;
    private const int MostRemovedLines = 4;

    /// <summary>Paragraphs shorter than this are as likely teasers.</summary>
    private const double NeutralLength = 80;
    private const double LengthPerPoint = 100;
    private const double LeastParagraph = 0.05;
    private const double MostParagraph = 4;

    /// <summary>The extent; the whole draft when there is no paragraph in it.</summary>
    public static TextExtent Of(IReadOnlyList<DraftBlock> blocks)
    {
        var best = new TextExtent(0, blocks.Count);
        double sum = 0, bestSum = 0;
        var start = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            // One removed line between paragraphs is an advertisement or a label of the article itself.
            var gap = RemovedLine * Math.Clamp(blocks[i].RemovedBefore - 1, 0, MostRemovedLines);
            if (sum + gap <= 0)
            {
                (sum, start) = (0, i);
            }
            else
            {
                sum += gap;
            }

            sum += Weight(blocks, i);
            if (sum > bestSum)
            {
                (best, bestSum) = (new TextExtent(start, i + 1), sum);
            }
        }

        return best with { End = WithLastSentences(blocks, best.End) };
    }

    // Short sentences weigh too little to be reached, but belong to the text they follow directly.
    private static int WithLastSentences(IReadOnlyList<DraftBlock> blocks, int end)
    {
        const int mostSentences = 4;
        var last = end;
        while (last < blocks.Count && last - end < mostSentences && blocks[last].RemovedBefore <= 1 && LineShape.EndsInFullStop(blocks[last].Text))
        {
            last++;
        }

        return last;
    }

    private static double Weight(IReadOnlyList<DraftBlock> blocks, int index)
    {
        var block = blocks[index];
        if (block.Kind is Reading.BlockKind.Heading)
        {
            return 0;
        }

        if (Zone.IsProse(block))
        {
            return Math.Clamp((Scripts.ReadingLength(block.Text) - NeutralLength) / LengthPerPoint, LeastParagraph, MostParagraph);
        }

        if (LineShape.EndsInFullStop(block.Text) || !block.IsPlain)
        {
            return ShortSentence;
        }

        // A short line directly above a long paragraph may be its heading.
        return index + 1 < blocks.Count && Zone.IsProse(blocks[index + 1]) && Scripts.ReadingLength(blocks[index + 1].Text) >= LongParagraph ? MaybeHeading : ShortLine;
    }
}
