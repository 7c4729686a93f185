namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes the dates and times of other articles and of videos that stand alone between the paragraphs: "23. 12. 2024 13:31". A date without a time may be a heading of a chronicle and stays.</summary>
public sealed class DateStamps : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "date-stamps";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            if (block.IsPlain && DateLine.Read(block.Text, draft.Language) is { IsPure: true } line && line.Dates.All(date => date.Date.Time is not null))
            {
                draft.Remove(this, block, "The date and time of another article or a video");
            }
        }
    }
}
