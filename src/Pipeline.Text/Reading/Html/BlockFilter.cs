namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Sorts the blocks inside the article's container: the headline and what stands above it, bylines and short lines before the first
/// paragraph, lines of links, leftovers behind the last paragraph, and headings that lost what they headed.
/// </summary>
internal sealed class BlockFilter(List<TextBlock> blocks, PageFacts page, ArticleBodyText? stated)
{
    private const int LongestLabel = 60;
    private const int ProseLength = 80;
    private const int LongestPointer = 220;
    private const double MostlyLinks = 0.6;
    private const double ListOfLinks = 0.7;
    private const int ProseBeforeTitle = 400;
    private const int TitleWindow = 100;
    private const double Unstated = 0.2;

    /// <summary>Marks what is not body.</summary>
    public void Apply()
    {
        Title();
        Repetitions();
        LinkLines();
        ReadersComments();
        Lines();
        if (stated is not null)
        {
            AgainstStatedBody(stated);
        }

        TrailingLists();
        Lead();
        AuthorNotes();
        Tail();
        OrphanedHeadings();
    }

    private static bool IsProse(TextBlock block) =>
        block.Kind is not (BlockKind.Caption or BlockKind.Heading) && block.LinkDensity < MostlyLinks && (block.Length >= ProseLength || EndsLikeSentence(block.Text));

    private static bool EndsLikeSentence(string text) =>
        text[^1] is '。' or '！' or '？' or '।' || (text[^1] is '.' or '!' or '?' or '…' or '”' or '»' or '"' or '“' or '؟' or '։' or ':' or ')' or '」' && text.Contains(' ', StringComparison.Ordinal));

    private void Title()
    {
        var title = page.Facts.Title is { } found ? InlineText.Key(found) : null;
        int prose = 0, last = -1;
        for (var i = 0; i < Math.Min(blocks.Count, TitleWindow) && prose <= ProseBeforeTitle; i++)
        {
            var block = blocks[i];
            if (block.Level == 1 || InlineText.Key(block.Text) == title || (title is not null && IsTitleWithLine(block.Text, title)) || (block.Kind == BlockKind.Heading && page.Titles.Any(t => Headline.Agree(block.Text, t))))
            {
                block.RemovedBy = BoilerplateRule.Title;
                last = i;
                if (block.Level == 1)
                {
                    break;
                }
            }

            prose += IsProse(block) ? block.Length : 0;
        }

        RemoveBefore(last);
    }

    // A line break parts the headline from the line of date and author below it.
    private static bool IsTitleWithLine(string text, string title) =>
        text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end && text.Length - end < LongestPointer && !EndsLikeSentence(text) && InlineText.Key(text[..end]) == title;

    private void RemoveBefore(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (blocks[i].Kind != BlockKind.Caption && !IsLongProse(blocks[i]))
            {
                blocks[i].RemovedBy ??= BoilerplateRule.Outside;
            }
        }
    }

    /// <summary>Whether <paramref name="block"/> is a paragraph of some length.</summary>
    public static bool IsLongProse(TextBlock block) => IsProse(block) && block.Length >= ProseLength;

    private void LinkLines()
    {
        foreach (var block in blocks)
        {
            if (block.RemovedBy is null && block.Kind is not (BlockKind.Caption or BlockKind.Heading) && block.LinkDensity > MostlyLinks && block.Length < LongestPointer)
            {
                var list = block.Kind == BlockKind.ListItem ? ListOf(block.Owner) : null;
                if (list is null || list.LinkDensity > ListOfLinks)
                {
                    block.RemovedBy = BoilerplateRule.Links;
                }
            }
        }
    }

    // Times of a live blog's entries, the information line between headline and text, and captions that only their last word tells.
    private void Lines()
    {
        var text = false;
        foreach (var block in blocks)
        {
            if (block.RemovedBy is not null || block.Kind is BlockKind.Caption)
            {
                continue;
            }

            if (InfoLine.IsTime(block.Text))
            {
                block.RemovedBy = BoilerplateRule.Byline;
            }
            else if (block.Length < LongestPointer && InfoLine.IsChineseCredit(block.Text))
            {
                block.Kind = BlockKind.Caption;
            }
            else if (!text && block.Kind == BlockKind.Paragraph && block.Length < LongestPointer && InfoLine.StartsWithDate(block.Text) && !EndsLikeSentence(block.Text))
            {
                block.RemovedBy = BoilerplateRule.Byline;
            }
            else
            {
                text |= IsLongProse(block);
            }
        }
    }

    // Below the text a heading says that readers speak now.
    private void ReadersComments()
    {
        var from = blocks.FindIndex(blocks.Count / 2, b => b.Kind == BlockKind.Heading && CommentHeadings.Has(b.Text));
        for (var i = from; i >= 0 && i < blocks.Count; i++)
        {
            blocks[i].RemovedBy ??= BoilerplateRule.Comments;
        }
    }

    // Pages carry the same text twice for wide and narrow screens.
    private void Repetitions()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block.RemovedBy is null && block.Length >= ProseLength && !seen.Add(block.Text))
            {
                block.RemovedBy = BoilerplateRule.Repetition;
            }
        }
    }

    // Behind the text: "More stories", and a list whose items lead to them.
    private void TrailingLists()
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var block = blocks[i];
            if (block.RemovedBy is not null || block.Kind == BlockKind.Caption)
            {
                continue;
            }

            if (block.Kind != BlockKind.ListItem || ListOf(block.Owner) is not { LinkDensity: > TrailingListLinks })
            {
                return;
            }

            block.RemovedBy = BoilerplateRule.Related;
        }
    }

    private const double TrailingListLinks = 0.25;

    // Behind the text: "Jane Doe is a reporter in Kabul."
    private void AuthorNotes()
    {
        for (var i = blocks.Count - 1; i > 0 && blocks.Count - i <= AuthorNoteWindow; i--)
        {
            var block = blocks[i];
            if (block.RemovedBy is null && block.Kind != BlockKind.Caption && block.Length < LongestAuthorNote
                && page.Facts.Authors.Any(a => a.Contains(' ', StringComparison.Ordinal) && block.Text.StartsWith(a, StringComparison.OrdinalIgnoreCase) && block.Text.Length > a.Length && block.Text[a.Length] is ' ' or ','))
            {
                block.RemovedBy = BoilerplateRule.AuthorBox;
            }
        }
    }

    private const int AuthorNoteWindow = 8;
    private const int LongestAuthorNote = 600;

    private static PageNode? ListOf(PageNode node)
    {
        for (var up = node; up is not null; up = up.Parent)
        {
            if (up.Tag is "ul" or "ol" or "dl")
            {
                return up;
            }
        }

        return null;
    }

    // The JSON-LD repeats the body without mark-up: what it lacks is not the article's, but sub-headings and the standfirst.
    private void AgainstStatedBody(ArticleBodyText body)
    {
        var covered = blocks.ConvertAll(b => body.Coverage(b.Text));
        var first = covered.FindIndex(c => c >= Stated);
        var last = covered.FindLastIndex(c => c >= Stated);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.RemovedBy is not null || block.Kind is BlockKind.Caption || covered[i] >= Unstated)
            {
                continue;
            }

            var outside = i > last || (i < first && !Standfirst.Is(block, page.Descriptions));
            if (outside || (block.Kind != BlockKind.Heading && block.Length < LongestPointer && !EndsLikeSentence(block.Text)))
            {
                block.RemovedBy = BoilerplateRule.Outside;
            }
        }
    }

    private const double Stated = 0.5;

    private void Lead()
    {
        foreach (var block in blocks)
        {
            if (block.RemovedBy is not null || block.Kind == BlockKind.Caption)
            {
                continue;
            }

            if (IsProse(block) || block.Kind == BlockKind.Heading || block.Length > LongestLabel)
            {
                return;
            }

            block.RemovedBy = BoilerplateRule.Byline;
        }
    }

    private void Tail()
    {
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var block = blocks[i];
            if (block.RemovedBy is not null || block.Kind == BlockKind.Caption)
            {
                continue;
            }

            if (IsProse(block) || block.Kind == BlockKind.ListItem || (block.Kind != BlockKind.Heading && block.Length > LongestLabel))
            {
                return;
            }

            block.RemovedBy = BoilerplateRule.Outside;
        }
    }

    // A heading stays when something of its section does.
    private void OrphanedHeadings()
    {
        var alive = false;
        var lost = true;
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var block = blocks[i];
            if (block.Kind == BlockKind.Caption)
            {
                continue;
            }

            if (block.RemovedBy is not null)
            {
                lost = true;
            }
            else if (block.Kind == BlockKind.Heading)
            {
                if (!alive && lost)
                {
                    block.RemovedBy = BoilerplateRule.Outside;
                }
                else
                {
                    alive = true;
                    lost = false;
                }

                continue;
            }
            else
            {
                alive = true;
                lost = false;
                continue;
            }

            alive = false;
        }
    }
}
