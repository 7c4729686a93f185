using Pipeline.Text.Dates;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes the site's own clock: the day on which the page was fetched, and "Last Update : 04:24 pm". It is a bare date above everything else, while another date
/// stands further down; or a time without a date.
/// </summary>
public sealed class SiteClock : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "site-clock";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var head = Zone.HeadEnd(draft.Blocks);
        var lines = draft.Blocks.Take(head).Select(block => DateLine.Read(block.Text, draft.Language)).ToList();
        for (var i = 0; i < head; i++)
        {
            var block = draft.Blocks[i];
            if (lines[i] is null && IsTimeAlone(block.Text))
            {
                draft.Remove(this, block, "A time of day without a date");
            }
        }

        // A bare date counts as the clock only above the first line of another kind, and only when a labelled date follows.
        var lastLabelled = lines.FindLastIndex(IsLabelled);
        for (var i = 0; i < head && (lines[i] is not null || draft.Blocks[i].IsRemoved); i++)
        {
            if (lines[i] is { IsPure: true, Dates: [{ Label: DateLabel.None }] } && (draft.Published is not null || lastLabelled > i))
            {
                draft.Remove(this, draft.Blocks[i], "The site's date, not the article's");
            }
        }
    }

    private static bool IsLabelled(DateLine? line) => line?.Dates.Any(date => date.Label != DateLabel.None) is true;

    private static bool IsTimeAlone(string text)
    {
        const int longestLine = 60;
        if (text.Length > longestLine)
        {
            return false;
        }

        var firstDigit = text.AsSpan().IndexOfAnyInRange('0', '9');
        return firstDigit >= 0 && DateReader.MatchTime(text[firstDigit..]) is { } time
            && IsLabel(text.AsSpan(0, firstDigit)) && IsLabel(text.AsSpan(firstDigit + time.End));
    }

    private static bool IsLabel(ReadOnlySpan<char> text) => !text.ContainsLetter() || DateLabels.Covering(text) is not null;
}
