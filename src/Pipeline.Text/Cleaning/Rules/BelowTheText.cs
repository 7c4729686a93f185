namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes what follows the article on a page saved as text: teasers of other articles, comments, the site's foot.</summary>
public sealed class BelowTheText : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "below-the-text";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        if (draft.IsWhole)
        {
            return;
        }

        var extent = TextExtent.Of(draft.Blocks);
        for (var i = extent.End; i < draft.Blocks.Count; i++)
        {
            if (draft.Blocks[i].IsPlain)
            {
                draft.Remove(this, draft.Blocks[i], "Behind the end of the article");
            }
        }
    }
}
