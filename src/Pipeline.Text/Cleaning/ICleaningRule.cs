namespace Pipeline.Text.Cleaning;

/// <summary>One small thing that the cleaner does. Named for what it removes or finds; the order of rules is in one list.</summary>
public interface ICleaningRule
{
    /// <summary>Stable name in kebab case, as shown by <c>pipeline clean --why</c>: "site-clock".</summary>
    string Name { get; }

    /// <summary>Changes <paramref name="draft"/>; whatever leaves the body goes through its <c>Remove</c> so that the diagnostics are complete.</summary>
    void Apply(ArticleDraft draft);
}
