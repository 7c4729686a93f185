using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Finds who wrote the article ("By Jane Doe and John Roe", "Von …", a name beside the date), and removes those lines.</summary>
public sealed class Bylines : ICleaningRule
{
    private const string Reason = "A line about the authors";

    /// <summary>Names on lines of their own after an opener that stands alone.</summary>
    private const int MostNamesBelow = 4;

    /// <summary>Between title and text stand a byline, a date and a caption, each perhaps in two lines.</summary>
    private const int LinesAboveLead = 6;

    private const int MostNamesAlone = 2;

    /// <inheritdoc/>
    public string Name => "bylines";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var edges = Zone.Edges(draft.Blocks).ToList();
        foreach (var index in edges)
        {
            var block = draft.Blocks[index];
            if (block.IsRemoved || block.Kind is BlockKind.Heading or BlockKind.Caption || Zone.IsProse(block))
            {
                continue;
            }

            var opener = BylineText.OpenerLength(block.Text, out var alone);
            if (alone)
            {
                NamesBelow(draft, index);
            }
            else if (opener > 0)
            {
                Opened(draft, block, opener);
            }
            else
            {
                BesideDate(draft, index);
            }
        }

        if (draft.Authors.Count == 0)
        {
            Alone(draft);
        }
    }

    // A person's name on a line of its own close to the lead, in an article that never speaks of that person. Where more lines look like names they are a menu.
    private void Alone(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        var lead = blocks.FindIndex(TextExtent.Of(blocks).Start, Zone.IsProse);
        var names = Enumerable.Range(0, blocks.Count).Skip(Math.Max(1, lead - LinesAboveLead)).Take(Math.Max(0, Zone.HeadEnd(blocks) - lead) + LinesAboveLead)
            .Where(i => blocks[i] is { IsPlain: true, IsRemoved: false } && PersonIn(blocks[i].Text) is not null).Take(MostNamesAlone + 1).ToList();
        if (lead < 0 || names.Count > MostNamesAlone)
        {
            return;
        }

        foreach (var block in names.Select(i => blocks[i]).Where(block => !IsMentioned(blocks, block.Text)).ToList())
        {
            draft.AddAuthors(block.Text);
            draft.Remove(this, block, Reason);
        }
    }

    private static bool IsMentioned(List<DraftBlock> blocks, string name)
    {
        var words = name.Split(' ').Where(word => word.Length > 2).ToList();
        return blocks.Exists(block => block.Text != name && words.Exists(word => block.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private void Opened(ArticleDraft draft, DraftBlock block, int opener)
    {
        var line = DateLine.Read(block.Text, draft.Language);
        var end = line is null ? block.Text.Length : LabelStart(block.Text, line.Dates[0].Span.Start);
        if (end > opener && BylineText.Read(block.Text[opener..end]) is not null)
        {
            draft.AddAuthors(block.Text[opener..end]);
            draft.RemoveStart(this, block, end, Reason);
        }
    }

    // A name that shares its line with a date, or stands in the line next to one.
    private void BesideDate(ArticleDraft draft, int index)
    {
        var block = draft.Blocks[index];
        if (DateLine.Read(block.Text, draft.Language) is { } line)
        {
            foreach (var piece in line.Rest)
            {
                var text = piece.Of(block.Text).Trim(" ,|/-–—•·:;").ToString();
                text = text[BylineText.OpenerLength(text, out _)..];
                if (text is not ['(', ..] && PersonIn(text) is not null && !IsMasthead(text))
                {
                    draft.AddAuthors(text);
                }
            }
        }
        else if (PersonNames.WithoutEastAsianRole(block.Text) is not null || ((PersonIn(block.Text) is not null || BylineText.IsNames(block.Text)) && (IsDate(draft, index - 1) || IsDate(draft, index + 1))))
        {
            draft.AddAuthors(block.Text);
            draft.Remove(this, block, Reason);
        }
    }

    private void NamesBelow(ArticleDraft draft, int index)
    {
        var taken = 0;
        for (var i = index + 1; i < draft.Blocks.Count && taken < MostNamesBelow; i++)
        {
            var block = draft.Blocks[i];
            if (Zone.IsProse(block) || block.Text.Length > 120 || BylineText.Read(block.Text) is null)
            {
                break;
            }

            draft.AddAuthors(block.Text);
            draft.Remove(this, block, Reason);
            taken++;
        }

        if (taken > 0)
        {
            draft.Remove(this, draft.Blocks[index], Reason);
        }
    }

    // Without an opener a line in capitals is rather the name of the paper.
    private static string? PersonIn(string text) =>
        PersonNames.WithoutEastAsianRole(text) ?? (PersonNames.IsName(text) && InterfaceWords.Covering(text) is null && (text.Any(char.IsLower) || !text.Any(char.IsUpper)) && !text.Any(Scripts.IsIdeographic) ? text : null);

    // "MORNING GAZETTE Monday": most of it in capitals.
    private static bool IsMasthead(string text) => text.Count(char.IsUpper) > text.Count(char.IsLower);

    private static bool IsDate(ArticleDraft draft, int index) =>
        index >= 0 && index < draft.Blocks.Count && DateLine.Read(draft.Blocks[index].Text, draft.Language) is { IsPure: true };

    private static int LabelStart(string text, int dateStart)
    {
        // "Jane Doe Published 3 May 2024": the label belongs to the date.
        var end = dateStart;
        for (var i = 0; i < 3 && end > 0; i++)
        {
            var cut = text.AsSpan(0, end).TrimEnd().LastIndexOfAny(' ', '|', ',');
            if (cut <= 0 || DateLabels.Covering(text.AsSpan(cut, dateStart - cut)) is null)
            {
                break;
            }

            end = cut;
        }

        return end;
    }
}
