using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Finds when the article was published and updated in lines that are about dates ("Published at 09:40 pm August 17th, 2021"), and removes those lines.</summary>
public sealed class PublicationDates : ICleaningRule
{
    /// <summary>A date line may carry a place or a name that no rule knows, but no sentence.</summary>
    private const int MostOtherWords = 6;

    /// <summary>Beside a date that has neither label nor time, only so many.</summary>
    private const int FewWords = 4;

    /// <inheritdoc/>
    public string Name => "publication-dates";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        ArticleDate? published = null, updated = null, bare = null, below = null;
        var start = TextExtent.Of(draft.Blocks).Start;
        var head = Zone.HeadEnd(draft.Blocks);
        var foot = Zone.FootStart(draft.Blocks);
        var nearest = int.MaxValue;
        for (var i = 0; i < draft.Blocks.Count; i++)
        {
            var block = draft.Blocks[i];
            if (block.Kind is BlockKind.Heading or BlockKind.Caption || DateLine.Read(block.Text, draft.Language) is not { } line || !IsAboutDates(block.Text, line))
            {
                continue;
            }

            // In the middle of the text and below it a date without a label may be anything's.
            var isLabelled = line.Dates.Any(date => date.Label != DateLabel.None);
            if (i >= head && !(line.IsPure && (isLabelled || i >= foot)))
            {
                continue;
            }

            var isBesideUpdate = line.Dates.Any(date => date.Label == DateLabel.Updated);
            foreach (var date in line.Dates)
            {
                published ??= date.Label == DateLabel.Published || (date.Label == DateLabel.None && isBesideUpdate) ? date.Date : null;
                updated ??= date.Label == DateLabel.Updated ? date.Date : null;
                if (date.Label == DateLabel.None && i < head && Math.Abs(i - start) < nearest)
                {
                    (bare, nearest) = (date.Date, Math.Abs(i - start));
                }

                below ??= i >= foot ? date.Date : null;
            }

            draft.Remove(this, block, "A line about the dates of publication");
        }

        draft.Updated ??= updated;
        draft.Published ??= published ?? bare ?? (draft.Updated is null ? below : null);
    }

    private static bool IsAboutDates(string text, DateLine line)
    {
        if (line.IsPure)
        {
            return true;
        }

        var otherWords = line.Rest.Sum(piece => LineShape.WordCount(piece.Of(text)));
        return !LineShape.EndsInFullStop(text) && otherWords <= MostOtherWords && (line.Dates.Any(date => date.Label != DateLabel.None) || line.Dates[0].Date.Time is not null || otherWords <= FewWords);
    }
}
