using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Joins the lines of a paragraph that was wrapped at a fixed width, and mends words broken at line ends. A break is forced when the next word
/// would not have fitted; a text whose breaks are mostly forced at one width was wrapped there.
/// </summary>
public sealed class HardWraps : ICleaningRule
{
    private const int NarrowestColumn = 30;
    private const int WidestColumn = 120;

    /// <summary>Share of breaks inside paragraphs that must be forced.</summary>
    private const double LeastForced = 0.7;

    /// <summary>Share of those breaks that must fall inside a sentence.</summary>
    private const double LeastUnfinished = 0.5;

    private const int LeastBreaks = 4;

    /// <summary>Lines that are much longer than the column refute it.</summary>
    private const double MostOverlong = 0.05;

    /// <summary>A line this many columns long was not wrapped.</summary>
    private const double MuchLonger = 1.5;

    /// <summary>English numbers that are written with a hyphen: "sixty-three".</summary>
    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <inheritdoc/>
    public string Name => "hard-wraps";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var column = Column(draft.Blocks);
        DraftBlock? open = null;
        var joined = new StringBuilder();
        var lastLine = "";
        foreach (var block in draft.Blocks)
        {
            var line = block.Text;
            if (open is not null && block.IsPlain && block.BlankLinesBefore == 0 && Continues(lastLine, line, column))
            {
                AppendLine(joined, line);
                open.Merge(block);
                draft.NoteOnce("lines-joined", "Lines that were broken inside a sentence were joined.");
            }
            else
            {
                Close(open, joined);
                open = block.IsPlain ? block : null;
                joined.Append(line);
            }

            lastLine = line;
        }

        Close(open, joined);
    }

    private static void Close(DraftBlock? open, StringBuilder joined)
    {
        if (open is not null)
        {
            open.Text = joined.ToString();
        }

        joined.Clear();
    }

    // The width at which the text was wrapped, or 0.
    private static int Column(List<DraftBlock> blocks)
    {
        var inner = new List<(int Length, int NextWord)>();
        var widths = new List<int>();
        var unfinished = 0;
        for (var i = 1; i < blocks.Count; i++)
        {
            if (blocks[i].IsPlain && blocks[i - 1].IsPlain && blocks[i].BlankLinesBefore == 0)
            {
                inner.Add((blocks[i - 1].Text.Length, FirstWord(blocks[i].Text)));
                widths.Add(blocks[i - 1].Text.Length);
                unfinished += LineShape.EndsSentence(blocks[i - 1].Text) ? 0 : 1;
            }
        }

        if (inner.Count < LeastBreaks)
        {
            return 0;
        }

        widths.Sort();
        var column = widths[(int)((widths.Count - 1) * (1 - MostOverlong))];
        if (column is < NarrowestColumn or > WidestColumn)
        {
            return 0;
        }

        // Where most paragraphs are longer than the column, the lines below each other are a page's head and foot.
        if (blocks.Count(block => block.IsPlain && block.Text.Length > column * MuchLonger) > inner.Count)
        {
            return 0;
        }

        // Lines that all end in full stops are paragraphs of like length.
        if (unfinished < inner.Count * LeastUnfinished)
        {
            return 0;
        }

        // Paragraphs without blank lines between them end in short lines; those breaks prove nothing against the column.
        var forced = inner.Count(line => line.Length + 1 + line.NextWord > column);
        return forced >= inner.Count * LeastForced ? column : 0;
    }

    private static bool Continues(string previous, string line, int column)
    {
        if (column > 0 && previous.Length <= column * MuchLonger && previous.Length + 1 + FirstWord(line) > column)
        {
            return true;
        }

        // Without a column: a line that stops in mid-sentence, and a next one that goes on in lower case.
        return previous.Length >= NarrowestColumn && line.Length > 0 && char.IsLower(line[0]) && (char.IsLower(previous[^1]) || previous[^1] is ',' or '-');
    }

    /// <summary>Appends a line to the paragraph it continues, with a space where the script has spaces; a word broken at the line's end is mended.</summary>
    internal static void AppendLine(StringBuilder text, string line)
    {
        if (text.Length > 1 && text[^1] == '-' && Array.Exists(Tens, ten => EndsIn(text, ten)))
        {
            text.Append(line);
            return;
        }

        if (text.Length > 1 && text[^1] is '-' or '\u2010' or '¬' && char.IsLower(text[^2]) && char.IsLower(line[0]))
        {
            text.Length--;
        }
        else if (!EndsInsideWord(text, line) && (!Scripts.IsUnspaced(text[^1]) || !Scripts.IsUnspaced(line[0])))
        {
            text.Append(' ');
        }

        text.Append(line);
    }

    // "Austro-" before "Hungarian", "Covid-" before "19", "2014–" before "2023": the hyphen is the word's own.
    private static bool EndsInsideWord(StringBuilder text, string line) =>
        text.Length > 1 && ((text[^1] is '-' or '\u2010' && char.IsLetterOrDigit(text[^2]) && char.IsLetterOrDigit(line[0])) || (text[^1] == '–' && char.IsDigit(text[^2]) && char.IsDigit(line[0])));

    // "sixty-" at a line's end keeps its hyphen.
    private static bool EndsIn(StringBuilder text, string word)
    {
        var start = text.Length - 1 - word.Length;
        return start >= 0 && (start == 0 || !char.IsLetter(text[start - 1])) && text.ToString(start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private static int FirstWord(string line)
    {
        // Scripts without spaces break between any two characters.
        if (Scripts.IsUnspaced(line[0]))
        {
            return 1;
        }

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? line.Length : space;
    }
}
