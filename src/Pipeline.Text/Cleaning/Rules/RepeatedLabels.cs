using Pipeline.Text.Dates;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes short lines of plain text that come again and again between the paragraphs: "Article content", "Loading…". Speakers and questions of an interview stay,
/// and what mark-up calls an item, a row or a heading: lists of products repeat their own ("Pros", "Free shipping").
/// </summary>
public sealed class RepeatedLabels : ICleaningRule
{
    private const int LongestLabel = 60;

    /// <summary>So many times is no accident.</summary>
    private const int LeastRepetitions = 3;

    /// <inheritdoc/>
    public string Name => "repeated-labels";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var labels = draft.Blocks.Where(block => block.IsPlain && IsLabel(block.Text)).GroupBy(block => TextKey.Of(block.Text), StringComparer.Ordinal).Where(group => group.Count() >= LeastRepetitions);
        foreach (var block in labels.SelectMany(group => group))
        {
            draft.Remove(this, block, "The same short line comes again and again");
        }
    }

    private static bool IsLabel(string text) =>
        text.Length <= LongestLabel && text[^1] is not (':' or '?' or '\uFF1A') && !LineShape.EndsInFullStop(text) && text[0] is not ('"' or '“' or '„' or '«' or '–' or '—') && DateReader.Match(text) is null;
}
