namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes runs of short lines that are no sentences: menus, titles of other articles, names of topics. A heading stands alone between paragraphs; three and more
/// such lines in a row are a list of links. Of two, the one directly above the text may be its heading.
/// </summary>
public sealed class LinkLists : ICleaningRule
{
    private const string Reason = "One of several short lines in a row";
    private const int LeastRun = 3;

    /// <inheritdoc/>
    public string Name => "link-lists";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        if (draft.IsWhole)
        {
            return; // The rows of a table, not the links of a site.
        }

        var blocks = draft.Blocks;
        var from = blocks.FindIndex(Zone.IsProse) + 1;
        for (var start = from; start < blocks.Count;)
        {
            var end = start;
            while (end < blocks.Count && IsLink(blocks[end]))
            {
                end++;
            }

            var run = end - start;
            for (var i = start; i < end; i++)
            {
                if (run >= LeastRun || (run == 2 && (i == start || end == blocks.Count)))
                {
                    draft.Remove(this, blocks[i], Reason);
                }
            }

            start = Math.Max(end, start + 1);
        }
    }

    private static bool IsLink(DraftBlock block) =>
        block.IsPlain && !Zone.IsProse(block) && !LineShape.EndsInFullStop(block.Text) && block.Text[0] is not ('–' or '—' or '-') && block.Text[^1] is not (';' or ':');
}
