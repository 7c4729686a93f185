using System.Globalization;
using System.Text;
using Pipeline.Text.Reading;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Cleaning;

/// <summary>Builds the clean article from a cleaned draft: text, sections, paragraphs and sentences with exact offsets.</summary>
internal static class ArticleAssembler
{
    /// <summary>Less than this is no article: an error page, a caption, a teaser. In letters and digits; ideographs count several.</summary>
    private const int LeastLetters = 150;

    /// <summary>No error page opens with a dateline: a dispatch may be a sentence or two.</summary>
    private const int LeastLettersOfDispatch = 75;

    /// <summary>A flash of one line is an article where the page says that it is one.</summary>
    private const int LeastLettersClaimed = 15;

    /// <summary>An ideograph, kana or Hangul syllable carries about as much as three letters.</summary>
    private const int LettersPerIdeograph = 3;

    private const string Separator = "\n\n";

    private static int LeastLettersOf(ArticleDraft draft) =>
        draft.ClaimsArticle ? LeastLettersClaimed : draft.HasDateline ? LeastLettersOfDispatch : LeastLetters;

    /// <summary>The article, or null when too little text is left.</summary>
    public static CleanArticle? Assemble(ArticleDraft draft, string format)
    {
        if (Letters(draft.Blocks.Where(block => block.Kind != BlockKind.Heading)) < LeastLettersOf(draft))
        {
            return null;
        }

        var text = new StringBuilder();
        var paragraphs = new List<Paragraph>();
        var sections = new List<Section>();
        TextSpan? heading = null;
        var first = 0;
        foreach (var block in draft.Blocks)
        {
            if (text.Length > 0)
            {
                text.Append(Separator);
            }

            var span = new TextSpan(text.Length, block.Text.Length);
            text.Append(block.Text);
            if (block.Kind == BlockKind.Heading)
            {
                if (heading is not null || paragraphs.Count > first)
                {
                    sections.Add(new Section(heading, first, paragraphs.Count - first));
                }

                (heading, first) = (span, paragraphs.Count);
            }
            else
            {
                var sentences = SentenceSegmenter.Split(block.Text, draft.Language).Select(sentence => new TextSpan(span.Start + sentence.Start, sentence.Length));
                paragraphs.Add(new Paragraph(span, [.. sentences]));
            }
        }

        sections.Add(new Section(heading, first, paragraphs.Count - first));
        if (draft.Removed.Unlisted is var unlisted and > 0)
        {
            draft.NoteOnce("removals-unlisted", string.Create(CultureInfo.InvariantCulture, $"{unlisted} more removals are not listed: a list holds {RemovalList.MostListed}."));
        }

        return new CleanArticle
        {
            Title = draft.Title is { } title ? InertMarkup.Of(ComposedText.Of(title)) : null,
            Standfirst = InertMarkup.Of(draft.Standfirst),
            Byline = draft.Byline is { } byline ? InertMarkup.Of(ComposedText.Of(byline)) : null,
            Authors = [.. draft.Authors.Select(author => InertMarkup.Of(ComposedText.Of(author)))],
            Published = Inert(draft.Published),
            Updated = Inert(draft.Updated),
            Captions = [.. draft.Captions.Select(caption => InertMarkup.Of(caption))],
            Credits = [.. draft.Credits.Select(credit => InertMarkup.Of(credit))],
            Language = draft.Language,
            Rubric = InertMarkup.Of(draft.Rubric),
            CanonicalUrl = draft.CanonicalUrl,
            SiteName = InertMarkup.Of(draft.SiteName),
            LeadImageUrl = draft.LeadImageUrl,
            LeadImageCaption = InertMarkup.Of(draft.LeadImageCaption),
            Text = InertMarkup.Of(text.ToString()),
            Sections = sections,
            Paragraphs = paragraphs,
            Removed = draft.Removed.Map(removal => removal with { Text = InertMarkup.Of(removal.Text) }),
            Notes = [.. draft.Notes],
            Format = format,
            Charset = draft.Source.Charset,
        };
    }

    private static ArticleDate? Inert(ArticleDate? date) => date is null ? null : date with { AsWritten = InertMarkup.Of(date.AsWritten) };

    private static int Letters(IEnumerable<DraftBlock> blocks)
    {
        var letters = 0;
        foreach (var c in blocks.SelectMany(block => block.Text))
        {
            letters += Scripts.IsIdeographic(c) ? LettersPerIdeograph : char.IsLetterOrDigit(c) ? 1 : 0;
        }

        return letters;
    }
}
