namespace Pipeline.Text.Cleaning.Rules;

/// <summary>A rule that removes lines made of nothing but interface words of one kind.</summary>
public abstract class InterfaceRule(string name, InterfaceKind kind, string reason) : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public virtual void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            if (InterfaceWords.Covering(block.Text) == kind)
            {
                draft.Remove(this, block, reason);
            }
        }
    }
}
