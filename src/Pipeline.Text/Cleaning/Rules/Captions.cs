using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Moves captions out of the body: what the mark-up calls one, a line that ends in a picture's credit or points at a picture ("(left)", "file photo"), and the short form of such a line directly above it.
/// </summary>
public sealed class Captions : ICleaningRule
{
    private const string Reason = "The caption of a picture";

    /// <summary>Share of its words that a short caption has in common with the long one.</summary>
    private const double LeastShared = 0.5;

    private const int LongestCaption = 600;
    private const int LongestLabel = 24;

    /// <summary>Captions that only their words give away are short.</summary>
    private const int LongestPointer = 300;

    private static readonly PhraseTable<bool> Labels = new([(true, "caption|image caption|photo caption|legende|bildlegende|bildunterschrift|légende|pie de foto|didascalia|legenda|bijschrift|onderschrift|bildtext|billedtekst|kuvateksti|подпись|підпис")]);

    /// <inheritdoc/>
    public string Name => "captions";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.IsRemoved || block.Kind == BlockKind.Heading)
            {
                continue;
            }

            var credit = block.Text.Length <= LongestCaption ? PictureCredit.Find(block.Text) : null;
            if (block.Kind == BlockKind.Caption || IsLabelled(block.Text) || (credit is null && block.IsPlain && PointsAtPicture(block.Text)))
            {
                Take(draft, block, credit);
            }
            else if (credit is { Start: > 0 })
            {
                ShortForm(draft, i);
                Take(draft, block, credit);
            }
        }
    }

    private void ShortForm(ArticleDraft draft, int index)
    {
        if (index > 0 && draft.Blocks[index] is { BlankLinesBefore: 0 } caption && draft.Blocks[index - 1] is { IsRemoved: false, IsPlain: true } above
            && !LineShape.IsProse(above.Text) && Shared(above.Text, caption.Text) >= LeastShared)
        {
            draft.AddCaption(above.Text, PictureCredit.Find(caption.Text)?.Credit);
            draft.Remove(this, above, "The short form of the caption below it");
        }
    }

    private void Take(ArticleDraft draft, DraftBlock block, (int Start, string Credit)? credit)
    {
        var text = credit is var (start, _) ? block.Text[..start].TrimEnd(' ', '|', '/', '(', '-', '–', '—', ',') : block.Text;
        text = IsLabelled(text) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart() : text;
        if (text.Length > 0)
        {
            draft.AddCaption(text, credit?.Credit);
        }
        else
        {
            draft.AddCredit(credit?.Credit);
        }

        draft.Remove(this, block, Reason);
    }

    // "Legende: …", "Image caption: …"
    private static bool IsLabelled(string text)
    {
        var colon = text.AsSpan(0, Math.Min(text.Length, LongestLabel)).IndexOf(':');
        return colon > 0 && Labels.Covering(text.AsSpan(0, colon)) is not null;
    }

    // "The mayor (left) and the harbour master, from left: …" In a longer paragraph one tells a story.
    private static bool PointsAtPicture(string text) =>
        text.Length <= LongestPointer && text[0] is not ('"' or '“' or '„' or '«' or '‘' or '–' or '—') && PicturePhrases.PointsAtPicture(text);

    private static double Shared(string shorter, string longer)
    {
        var words = Words(shorter);
        var others = Words(longer).ToHashSet(StringComparer.Ordinal);
        return words.Count == 0 ? 0 : words.Count(others.Contains) / (double)words.Count;
    }

    private static List<string> Words(string text) => [.. text.Split(' ').Select(word => TextKey.Of(word)).Where(word => word.Length > 2)];
}
