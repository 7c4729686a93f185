using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes the short lines that are left between the title and the first paragraph: a place, a role, the caption of a picture whose credit stood above. A standfirst stays.
/// </summary>
public sealed class HeadLeftovers : ICleaningRule
{
    /// <summary>Lines of this many words and more are standfirsts.</summary>
    private const int StandfirstWords = 8;

    /// <inheritdoc/>
    public string Name => "head-leftovers";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        if (draft.Title is null)
        {
            return;
        }

        var lead = draft.Blocks.FindIndex(Zone.IsProse);
        for (var i = 0; i < lead; i++)
        {
            var block = draft.Blocks[i];
            if (block.Kind == BlockKind.Text && LineShape.WordCount(block.Text) < StandfirstWords && !LineShape.EndsSentence(block.Text))
            {
                draft.Remove(this, block, "A short line between the title and the text");
            }
        }
    }
}
