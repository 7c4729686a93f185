using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Recognises sub-headings without mark-up: a short line without a full stop that stands alone between paragraphs.</summary>
public sealed class SubHeadings : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "sub-headings";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        for (var i = 1; i + 1 < blocks.Count; i++)
        {
            if (blocks[i].IsPlain && LineShape.IsHeading(blocks[i].Text) && blocks[i - 1].Kind != BlockKind.Heading && (Zone.IsProse(blocks[i + 1]) || LineShape.Announces(blocks[i + 1].Text)))
            {
                blocks[i].Kind = BlockKind.Heading;
            }
        }
    }
}
