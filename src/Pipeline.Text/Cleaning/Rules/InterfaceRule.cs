using Pipeline.Text.Dates;

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
            // A reading time beside a date leaves the line to the rule about dates.
            if (InterfaceWords.Covering(block.Text) == kind && DateReader.Match(block.Text) is null)
            {
                draft.Remove(this, block, reason);
            }
        }
    }
}
