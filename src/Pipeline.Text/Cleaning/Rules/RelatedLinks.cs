using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes links to other articles: the label ("Read more: …", "Lesen Sie auch") and the link that follows a label of its own line.</summary>
public sealed class RelatedLinks() : InterfaceRule("related-links", InterfaceKind.Related, Reason)
{
    private const string Reason = "A link to another article";
    private const int LongestLabel = 40;
    private const int LongestLink = 180;

    /// <summary>A label in capitals has at most so many words: "WATCH | …", "READ ANOTHER STORY | …".</summary>
    private const int LabelWords = 5;

    /// <inheritdoc/>
    public override void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        var lead = blocks.FindIndex(Zone.IsProse);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (LabelLength(blocks[i].Text) > 0 || (lead >= 0 && i > lead && IsLabelledInCapitals(blocks[i].Text)))
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

    // Whatever the language says there; above the text it is a title with its rubric.
    private static bool IsLabelledInCapitals(string text)
    {
        var bar = text.Length > LongestLink ? -1 : text.IndexOf(" | ", StringComparison.Ordinal);
        var label = text.AsSpan(0, Math.Max(bar, 0));
        return label.ContainsLetter() && LineShape.WordCount(label) <= LabelWords && label.ToString().All(c => !char.IsLetter(c) || char.IsUpper(c)) && !LineShape.EndsInFullStop(text);
    }

    private static bool IsLink(DraftBlock block) =>
        !block.IsRemoved && block.Kind is BlockKind.Text or BlockKind.Paragraph or BlockKind.ListItem && block.Text.Length <= LongestLink && !LineShape.EndsInFullStop(block.Text) && LineShape.WordCount(block.Text) >= 3;
}
