using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes lines that are nothing but a picture's credit, and takes a short line directly below, without a blank line between, for the caption.</summary>
public sealed class PhotoCredits : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "photo-credits";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        for (var i = 0; i < draft.Blocks.Count; i++)
        {
            var block = draft.Blocks[i];
            if (block.Kind is BlockKind.Heading or BlockKind.Caption || PictureCredit.Find(block.Text) is not { Start: 0 } found)
            {
                continue;
            }

            draft.AddCredit(found.Credit);
            draft.Remove(this, block, "The credit of a picture");
            if (i + 1 < draft.Blocks.Count && draft.Blocks[i + 1] is { IsPlain: true, BlankLinesBefore: 0 } below && !LineShape.IsProse(below.Text) && DateLine.Read(below.Text, draft.Language) is null)
            {
                draft.AddCaption(below.Text, found.Credit);
                draft.Remove(this, below, "The caption below a picture's credit");
                i++;
            }
        }
    }
}
