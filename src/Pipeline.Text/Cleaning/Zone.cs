namespace Pipeline.Text.Cleaning;

/// <summary>Where in the article a block stands. Bylines and date lines stand at its head or foot; in the middle the same words are text.</summary>
internal static class Zone
{
    /// <summary>The head ends after this many paragraphs: the standfirst, the lead, and one more because bylines follow the lead on some sites.</summary>
    private const int HeadParagraphs = 2;

    /// <summary>Index behind the head: the block after the second paragraph of prose.</summary>
    public static int HeadEnd(IReadOnlyList<DraftBlock> blocks)
    {
        var prose = 0;
        for (var i = TextExtent.Of(blocks).Start; i < blocks.Count; i++)
        {
            prose += IsProse(blocks[i]) ? 1 : 0;
            if (prose > HeadParagraphs)
            {
                return i;
            }
        }

        return blocks.Count;
    }

    /// <summary>Index of the first block of the foot: behind the last paragraph of prose.</summary>
    public static int FootStart(IReadOnlyList<DraftBlock> blocks)
    {
        var i = blocks.Count;
        while (i > 0 && !IsProse(blocks[i - 1]))
        {
            i--;
        }

        return i;
    }

    /// <summary>The blocks of head and foot, each once, in order.</summary>
    public static IEnumerable<int> Edges(IReadOnlyList<DraftBlock> blocks)
    {
        var head = HeadEnd(blocks);
        var foot = Math.Max(head, FootStart(blocks));
        return Enumerable.Range(0, head).Concat(Enumerable.Range(foot, blocks.Count - foot));
    }

    /// <summary>Whether the block is running text.</summary>
    public static bool IsProse(DraftBlock block) => !block.IsRemoved && block.Kind is not (Reading.BlockKind.Heading or Reading.BlockKind.Caption) && LineShape.IsProse(block.Text);
}
