namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes lines without a letter or digit: rules of dashes, asterisks, stray commas and bars.</summary>
public sealed class Ornaments : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "ornaments";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            if (!block.Text.Any(char.IsLetterOrDigit))
            {
                draft.Remove(this, block, "No letter or digit in the line");
            }
        }
    }
}
