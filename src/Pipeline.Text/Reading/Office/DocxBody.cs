using System.Text;
using DocumentFormat.OpenXml;

namespace Pipeline.Text.Reading.Office;

/// <summary>Collects the paragraphs of a document's body, element by element.</summary>
internal sealed class DocxBody(DocxStyles styles, TextLimits limits, CancellationToken cancellationToken)
{
    /// <summary>Elements whose text is not part of the document as it is read: deletions, moves away, instructions of fields, what old programs show instead, how characters are pronounced.</summary>
    private static readonly HashSet<string> LeftOut = ["del", "moveFrom", "instrText", "delText", "Fallback", "pPrChange", "rPrChange", "sectPr", "footnotePr", "rt"];

    private readonly StringBuilder _paragraph = new();
    private string _style = "";
    private bool _isList;
    private bool _isHidden;

    /// <summary>The blocks.</summary>
    public ExtractedText Text { get; } = new();

    /// <summary>The paragraph of the style Title, else the first heading of level 1 above the text.</summary>
    public string? Title { get; private set; }

    /// <summary>The paragraph of the style Subtitle.</summary>
    public string? Subtitle { get; private set; }

    /// <summary>Reads to the end; a rejection when the document nests too deep.</summary>
    public Rejection? Read(OpenXmlReader reader)
    {
        int depth = 0, skippedAt = int.MaxValue;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.IsStartElement)
            {
                if (++depth > limits.MaxDepth)
                {
                    return new Rejection(RejectionReason.TooDeep, $"The document's elements nest deeper than {limits.MaxDepth}.");
                }

                if (depth <= skippedAt && skippedAt == int.MaxValue)
                {
                    if (LeftOut.Contains(reader.LocalName))
                    {
                        skippedAt = depth;
                    }
                    else
                    {
                        Start(reader);
                    }
                }
            }

            if (reader.IsEndElement)
            {
                if (depth == skippedAt)
                {
                    skippedAt = int.MaxValue;
                }
                else if (skippedAt == int.MaxValue && reader.LocalName == "p")
                {
                    EndParagraph();
                }

                depth--;
            }
        }

        return null;
    }

    /// <summary>Takes a block out of the body that repeats <paramref name="title"/>.</summary>
    public void TakeOut(string title)
    {
        var at = Text.Blocks.FindIndex(block => string.Equals(block.Text, title, StringComparison.OrdinalIgnoreCase));
        if (at >= 0)
        {
            Text.Removed.Add(new Removal("headline", "The title", Text.Blocks[at].Source, Removal.Shorten(title)));
            Text.Blocks.RemoveAt(at);
        }
    }

    private void Start(OpenXmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" when _paragraph.Length > 0:
                EndParagraph(); // A text box stands inside a paragraph.
                break;
            case "p":
                (_style, _isList) = ("", false);
                break;
            case "pStyle":
                _style = Value(reader) ?? "";
                break;
            case "numPr":
                _isList = true;
                break;
            case "numId" when Value(reader) == "0":
                _isList = false; // Takes the paragraph out of the list that its style puts it in.
                break;
            case "r":
                _isHidden = false;
                break;
            case "vanish":
                _isHidden = Value(reader) is not ("0" or "false");
                break;
            case "t" when !_isHidden:
                _paragraph.Append(reader.GetText());
                break;
            case "tab":
                _paragraph.Append(' ');
                break;
            case "br" or "cr":
                _paragraph.Append('\n');
                break;
            case "noBreakHyphen":
                _paragraph.Append('-');
                break;
        }
    }

    private void EndParagraph()
    {
        var text = _paragraph.ToString().Trim();
        _paragraph.Clear();
        if (text.Length > 0)
        {
            Add(text);
        }

        (_style, _isList) = ("", false);
    }

    private void Add(string text)
    {
        var (kind, level) = styles.KindOf(_style);
        var isAboveText = Text.Blocks.TrueForAll(block => block.Kind != BlockKind.Text);
        if (Title is null && (styles.IsTitle(_style) || (level == 1 && isAboveText)))
        {
            Title = text;
            Text.Leave("headline", "The title", text);
            return;
        }

        if (Subtitle is null && styles.IsSubtitle(_style))
        {
            Subtitle = text;
            Text.Add(BlockKind.Paragraph, text);
            return;
        }

        if (kind == BlockKind.Text && _isList)
        {
            kind = BlockKind.ListItem;
        }

        // Lines of a paragraph are lines of their own: bylines and datelines are often parted so.
        foreach (var line in kind == BlockKind.Text ? text.Split('\n') : [text])
        {
            Text.Add(kind, line, level);
        }
    }

    private static string? Value(OpenXmlReader reader)
    {
        foreach (var attribute in reader.Attributes)
        {
            if (attribute.LocalName == "val")
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
