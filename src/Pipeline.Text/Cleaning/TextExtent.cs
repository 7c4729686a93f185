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

    /// <summary>Blocks behind the weighed end that may still be the article's: its last sentences, a list, a section.</summary>
    private const int MostLastBlocks = 8;

    /// <summary>An advertisement and a link to another article stand between paragraphs; more removed lines are a block below the text.</summary>
    private const int MostRemovedInside = 2;

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

        return best with { End = WithLastSection(blocks, WithSentences(blocks, best.End)) };
    }

    // Short sentences weigh too little to be reached, but belong to the text they follow. So do the items of a list that the text announces.
    private static int WithSentences(IReadOnlyList<DraftBlock> blocks, int from)
    {
        var end = from;
        for (var i = from; i < blocks.Count && i - from < MostLastBlocks && blocks[i].RemovedBefore <= MostRemovedInside; i++)
        {
            if (LineShape.EndsInFullStop(blocks[i].Text))
            {
                end = i + 1;
            }
            else if (blocks[i].Text[^1] is not (':' or ';' or ','))
            {
                break;
            }
        }

        return end;
    }

    // A last sub-heading with its paragraphs: a line that stands apart, with text below it. Where headings and paragraphs go on to alternate they are teasers.
    private static int WithLastSection(IReadOnlyList<DraftBlock> blocks, int heading)
    {
        if (!OpensSection(blocks, heading) || blocks[heading].RemovedBefore > 0)
        {
            return heading;
        }

        var end = WithSentences(blocks, heading + 1);
        return end > heading + 1 && !OpensSection(blocks, end) ? end : heading;
    }

    private static bool OpensSection(IReadOnlyList<DraftBlock> blocks, int index) =>
        index > 0 && index + 1 < blocks.Count && blocks[index] is { BlankLinesBefore: > 0, IsPlain: true } line && LineShape.IsHeading(line.Text)
        && blocks[index + 1] is { RemovedBefore: 0, BlankLinesBefore: > 0 } below && Scripts.ReadingLength(below.Text) > Scripts.ReadingLength(line.Text);

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
