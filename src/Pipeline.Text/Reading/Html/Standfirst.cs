namespace Pipeline.Text.Reading.Html;

/// <summary>Finds the standfirst: the summary between headline and text, often outside the container of the text.</summary>
internal static class Standfirst
{
    private const int Shortest = 40;
    private const int Longest = 1000;
    private const double MostLinks = 0.3;
    private const int HintLevels = 3;
    private const int AgreeingStart = 40;
    private const int MostBlocks = 4;

    /// <summary>The blocks of the standfirst that stand before the body, in order.</summary>
    /// <param name="blocks">All blocks of the page.</param>
    /// <param name="first">Index in <paramref name="blocks"/> of the body's first block.</param>
    /// <param name="title">The headline.</param>
    /// <param name="descriptions">The page's summaries of itself.</param>
    public static List<TextBlock> Before(IReadOnlyList<TextBlock> blocks, int first, string? title, IReadOnlyList<string> descriptions)
    {
        var found = new List<TextBlock>();
        var headline = IndexOfHeadline(blocks, first, title);
        for (var i = first - 1; i >= 0 && found.Count < MostBlocks; i--)
        {
            var block = blocks[i];
            if (block.Kind == BlockKind.Caption || block.Length is < Shortest or > Longest || block.LinkDensity > MostLinks || block.Level == 1)
            {
                continue;
            }

            if (IsMarked(block.Owner) || (headline >= 0 && i > headline && block.Kind != BlockKind.Heading && BlockFilter.IsLongProse(block)) || Agrees(block, descriptions))
            {
                found.Insert(0, block);
            }
        }

        return found;
    }

    /// <summary>Whether <paramref name="block"/> is one: named so, or the page's summary of itself.</summary>
    public static bool Is(TextBlock block, IReadOnlyList<string> descriptions) => IsMarked(block.Owner) || Agrees(block, descriptions);

    private static int IndexOfHeadline(IReadOnlyList<TextBlock> blocks, int first, string? title)
    {
        for (var i = first - 1; i >= 0; i--)
        {
            if (blocks[i].Level == 1 && (title is null || Headline.Agree(blocks[i].Text, title)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsMarked(PageNode owner)
    {
        var node = owner;
        for (var level = 0; level < HintLevels && node is not null; level++, node = node.Parent)
        {
            if (node.Hint.Any(ClassHint.Standfirst) && node.TextLength <= Longest && !node.Hint.Any(ClassHint.Teaser))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Agrees(TextBlock block, IReadOnlyList<string> descriptions)
    {
        var text = InlineText.Key(block.Text);
        foreach (var description in descriptions)
        {
            var key = InlineText.Key(description);
            if (key.Length >= Shortest && text.Length >= Shortest && (text == key || (text.Length >= AgreeingStart && key.Length >= AgreeingStart && text.AsSpan(0, AgreeingStart).SequenceEqual(key.AsSpan(0, AgreeingStart)))))
            {
                return true;
            }
        }

        return false;
    }
}
