using Pipeline.Text.Dates;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes short lines of plain text that come again and again between the paragraphs: "Article content", "Loading…". Speakers and questions of an interview stay,
/// and what mark-up calls an item, a row or a heading: lists of products repeat their own ("Pros", "Free shipping").
/// </summary>
public sealed class RepeatedLabels : ICleaningRule
{
    private const int LongestLabel = 60;

    /// <summary>Above the text, labels and rubrics have so many words.</summary>
    private const int MostWords = 4;

    /// <summary>So many times is no accident.</summary>
    private const int LeastRepetitions = 3;

    /// <inheritdoc/>
    public string Name => "repeated-labels";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        // Above the text the title may be the first of them.
        var title = draft.Blocks.TakeWhile(block => !Zone.IsProse(block)).FirstOrDefault(block => LineShape.WordCount(block.Text) > MostWords);
        var labels = draft.Blocks.Where(block => block.IsPlain && IsLabel(block.Text)).GroupBy(block => TextKey.Of(block.Text), StringComparer.Ordinal).Where(group => group.Count() >= LeastRepetitions);
        foreach (var block in labels.SelectMany(group => group).Where(block => block != title))
        {
            draft.Remove(this, block, "The same short line comes again and again");
        }
    }

    private static bool IsLabel(string text) =>
        text.Length <= LongestLabel && text[^1] is not (':' or '?' or '\uFF1A') && !LineShape.EndsInFullStop(text) && text[0] is not ('"' or '“' or '„' or '«' or '–' or '—') && DateReader.Match(text) is null;
}
