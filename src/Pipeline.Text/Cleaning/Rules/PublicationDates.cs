namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Finds when the article was published and updated in lines that are about dates ("Published at 09:40 pm August 17th, 2021"), and removes those lines.</summary>
public sealed class PublicationDates : ICleaningRule
{
    /// <summary>A date line may carry a place or a name that no rule knows, but no sentence.</summary>
    private const int MostOtherWords = 6;

    /// <inheritdoc/>
    public string Name => "publication-dates";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        ArticleDate? published = null, updated = null, bare = null;
        foreach (var index in Zone.Edges(draft.Blocks).ToList())
        {
            var block = draft.Blocks[index];
            if (block.Kind is Reading.BlockKind.Heading or Reading.BlockKind.Caption || DateLine.Read(block.Text, draft.Language) is not { } line || !IsAboutDates(block.Text, line))
            {
                continue;
            }

            foreach (var date in line.Dates)
            {
                published ??= date.Label == DateLabel.Published ? date.Date : null;
                updated ??= date.Label == DateLabel.Updated ? date.Date : null;
                bare ??= date.Label == DateLabel.None ? date.Date : null;
            }

            draft.Remove(this, block, "A line about the dates of publication");
        }

        draft.Published ??= published ?? bare;
        draft.Updated ??= updated;
    }

    private static bool IsAboutDates(string text, DateLine line)
    {
        if (line.IsPure)
        {
            return true;
        }

        var otherWords = line.Rest.Sum(piece => LineShape.WordCount(piece.Of(text)));
        return !LineShape.EndsInFullStop(text) && otherWords <= MostOtherWords && (line.Dates.Any(date => date.Label != DateLabel.None) || line.Dates[0].Date.Time is not null || otherWords <= 3);
    }
}
