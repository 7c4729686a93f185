namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes what stands in the article twice, a lead with other quotation marks for example: the first is kept, the repetition dropped. The title counts as standing there already.</summary>
public sealed class RepeatedParagraphs : ICleaningRule
{
    /// <summary>Shorter lines may well come twice: "Yes." or a speaker's name.</summary>
    private const int ShortestKey = 24;

    /// <inheritdoc/>
    public string Name => "repeated-paragraphs";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var title = draft.Title is { } words ? TextKey.Of(words) : "";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in draft.Blocks)
        {
            var key = TextKey.Of(block.Text);
            if (key.Length > 0 && key == title)
            {
                draft.Remove(this, block, "The title again");
            }
            else if (Scripts.ReadingLength(key) >= ShortestKey && !seen.Add(key))
            {
                draft.Remove(this, block, "The same words stand in the article before");
            }
        }
    }
}
