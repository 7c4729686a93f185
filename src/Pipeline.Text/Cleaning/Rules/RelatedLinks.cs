using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes links to other articles: the label ("Read more: …", "Lesen Sie auch") and the link that follows a label of its own line.</summary>
public sealed class RelatedLinks() : InterfaceRule("related-links", InterfaceKind.Related, Reason)
{
    private const string Reason = "A link to another article";
    private const int LongestLabel = 40;
    private const int LongestLink = 180;

    /// <inheritdoc/>
    public override void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (LabelLength(blocks[i].Text) > 0)
            {
                draft.Remove(this, blocks[i], Reason);
            }
            else if (InterfaceWords.Covering(blocks[i].Text) == InterfaceKind.Related)
            {
                draft.Remove(this, blocks[i], Reason);
                if (i + 1 < blocks.Count && IsLink(blocks[i + 1]))
                {
                    draft.Remove(this, blocks[++i], Reason);
                }
            }
        }
    }

    // "Read more: Who pays?", "RELATED | …"
    private static int LabelLength(string text)
    {
        var cut = text.Length > LongestLink ? -1 : text.AsSpan(0, Math.Min(text.Length, LongestLabel)).IndexOfAny(":|：»>");
        return cut > 0 && cut + 1 < text.Length && InterfaceWords.Covering(text.AsSpan(0, cut)) == InterfaceKind.Related ? cut : 0;
    }

    private static bool IsLink(DraftBlock block) =>
        !block.IsRemoved && block.Kind is BlockKind.Text or BlockKind.Paragraph or BlockKind.ListItem && block.Text.Length <= LongestLink && !LineShape.EndsInFullStop(block.Text) && LineShape.WordCount(block.Text) >= 3;
}
