using Pipeline.Text.Dates;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Takes the place, date and agency off the beginning of the first paragraph: "KABUL, Aug 17 (Reuters) - ", "(AP) — ". The agency becomes a credit.</summary>
public sealed class Datelines : ICleaningRule
{
    private const string Reason = "Place and agency before the lead";
    private const int LongestDateline = 70;

    /// <summary>"SAN JUAN DEL SUR".</summary>
    private const int MostPlaceWords = 4;

    /// <summary>Paragraphs among which the lead is.</summary>
    private const int SearchedParagraphs = 3;

    /// <inheritdoc/>
    public string Name => "datelines";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        // Wire services set it on a line of its own.
        var alone = draft.Blocks.TakeWhile(block => !Zone.IsProse(block)).FirstOrDefault(block => block.IsPlain && End($"{block.Text} ", out _) == block.Text.Length);
        if (alone is not null)
        {
            _ = End($"{alone.Text} ", out var agency);
            Take(draft, alone.Text, agency);
            draft.Remove(this, alone, Reason);
            return;
        }

        foreach (var block in draft.Blocks.Where(Zone.IsProse).Take(SearchedParagraphs).ToList())
        {
            if (block.Kind is BlockKind.Text or BlockKind.Paragraph && End(block.Text, out var agency) is > 0 and var end)
            {
                Take(draft, block.Text[..end], agency);
                draft.RemoveStart(this, block, end, Reason);
                return;
            }
        }
    }

    private static void Take(ArticleDraft draft, string dateline, string? agency)
    {
        draft.HasDateline = true;
        draft.AddCredit(agency);
        draft.Published ??= DateReader.Find(dateline, draft.Language);
    }

    // Index behind the dash of a dateline; 0 when the text opens with none.
    private static int End(string text, out string? agency)
    {
        agency = null;
        var head = text.AsSpan(0, Math.Min(text.Length, LongestDateline));
        for (var i = 1; i + 1 < head.Length; i++)
        {
            if (head[i] is not ('-' or '–' or '—' or ':') || !(char.IsWhiteSpace(head[i - 1]) || head[i - 1] is ')' or '.'))
            {
                continue;
            }

            var before = head[..i].TrimEnd(" .").ToString();
            var open = before.IndexOf('(', StringComparison.Ordinal);
            var close = before.LastIndexOf(')');
            if (open >= 0 && close == before.Length - 1 && close - open > 1)
            {
                // Whoever stands in brackets between a place in capitals and a dash is an agency.
                var name = before[(open + 1)..close];
                if (PictureCredit.IsAgency(name) || (open > 0 && char.IsUpper(name[0]) && IsPlace(before[..open].TrimEnd())))
                {
                    agency = name;
                    return i + 1;
                }
            }

            return open < 0 && IsPlace(before) ? i + 1 : 0;
        }

        return 0;
    }

    // "KABUL, Aug 17", "NEW YORK, N.Y.": a place in capitals, with little else.
    private static bool IsPlace(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var place = comma < 0 ? text : text[..comma];
        return place.Length is >= 3 and <= 30 && place.Split(' ').Length <= MostPlaceWords && place.Any(char.IsUpper) && !place.Any(char.IsLower) && !place.Any(char.IsDigit)
            && (comma < 0 || LineShape.WordCount(text.AsSpan(comma)) <= 4);
    }
}
