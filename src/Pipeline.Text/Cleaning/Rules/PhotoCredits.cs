using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes lines that are nothing but a picture's credit, and takes the line beside it for the caption: one without a blank line between, or one above that is no sentence.</summary>
public sealed class PhotoCredits : ICleaningRule
{
    private const int LongestCaption = 300;
    private const int LeastCaptionWords = 4;

    /// <inheritdoc/>
    public string Name => "photo-credits";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var lead = draft.Blocks.FindIndex(Zone.IsProse);
        for (var i = 0; i < draft.Blocks.Count; i++)
        {
            var block = draft.Blocks[i];
            if (block.Kind is BlockKind.Heading or BlockKind.Caption || PictureCredit.Find(block.Text) is not { Start: 0 } found)
            {
                continue;
            }

            Above(draft, i, lead, found.Credit);
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

    // A line directly above the credit, or one without a full stop between paragraphs, is what the picture shows.
    private void Above(ArticleDraft draft, int index, int lead, string credit)
    {
        if (index < 2 || draft.Blocks[index - 1] is not { IsPlain: true, IsRemoved: false } above || above.Text.Length > LongestCaption || DateLine.Read(above.Text, draft.Language) is { IsPure: true })
        {
            return;
        }

        var adjacent = draft.Blocks[index].BlankLinesBefore == 0;
        var inBody = lead >= 0 && lead < index - 1;
        if (adjacent || (inBody && !LineShape.EndsSentence(above.Text) && LineShape.WordCount(above.Text) >= LeastCaptionWords))
        {
            draft.AddCaption(above.Text, credit);
            draft.Remove(this, above, "The caption above a picture's credit");
        }
    }
}
