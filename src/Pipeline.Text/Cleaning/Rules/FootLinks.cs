using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes what stands below the last paragraph and is no sentence: names of topics, titles of other articles.</summary>
public sealed class FootLinks : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "foot-links";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        for (var i = draft.Blocks.Count - 1; i >= 0; i--)
        {
            var block = draft.Blocks[i];
            if (Zone.IsProse(block) || (block.Kind is not (BlockKind.Text or BlockKind.Heading) && LineShape.WordCount(block.Text) > 4) || LineShape.EndsSentence(block.Text))
            {
                break;
            }

            draft.Remove(this, block, "Below the last paragraph");
        }
    }
}
