using System.Text;

namespace Pipeline.Text.Reading.Html;

/// <summary>Cuts what is left of the tree into blocks: one per paragraph, heading, item, table row, or run of text between block elements.</summary>
internal sealed class BlockBuilder
{
    private const int LongestCaption = 1000;
    private const int ShortestStandfirst = 60;
    private const int LongestCell = 200;

    private readonly List<TextBlock> _blocks = [];
    private readonly StringBuilder _text = new();
    private PageNode? _owner;
    private BlockKind _kind;
    private int _level;
    private int _start = -1;
    private int _end;
    private int _links;
    private bool _preformatted;

    /// <summary>The blocks of <paramref name="root"/> that no rule has removed, in reading order.</summary>
    public static List<TextBlock> Build(PageNode root)
    {
        var builder = new BlockBuilder();
        builder.Block(root, BlockKind.Paragraph);
        return builder._blocks;
    }

    private void Block(PageNode node, BlockKind kind)
    {
        kind = KindOf(node, kind);
        var level = HtmlTags.HeadingLevel(node.Tag);
        if (node.Tag == "tr" && IsDataRow(node))
        {
            Row(node);
            return;
        }

        var outer = _preformatted;
        _preformatted |= node.Tag == "pre";
        Open(node, kind, level);
        foreach (var child in node.Children)
        {
            if (child.RemovedBy is not null)
            {
                continue;
            }

            if (FlowsInline(child))
            {
                Inline(child);
                continue;
            }

            Flush();
            if (child.Tag != "hr")
            {
                Block(child, kind);
            }

            Open(node, kind, level);
        }

        Flush();
        _preformatted = outer;
    }

    // Blocks that were removed do not break the line they stood in.
    private static bool FlowsInline(PageNode node) =>
        node.Flows ??= node.IsInline && !IsCaption(node) && (!node.HasBlocksInside || node.Children.TrueForAll(c => c.RemovedBy is not null || FlowsInline(c)));

    private static BlockKind KindOf(PageNode node, BlockKind inherited)
    {
        if (inherited == BlockKind.Caption)
        {
            return inherited;
        }

        if (HtmlTags.HeadingLevel(node.Tag) > 0)
        {
            // A sentence in the form of a heading: the standfirst, where it is named so.
            if (node.Tag != "h1" && node.Hint.Any(ClassHint.Standfirst) && node.TextLength is >= ShortestStandfirst and < LongestCaption && InlineText.Of(node) is [.., '.' or '。' or '।'])
            {
                return BlockKind.Paragraph;
            }

            return BlockKind.Heading;
        }

        return node.Tag switch
        {
            "figcaption" => BlockKind.Caption,
            "figure" => node.HasImage && node.TextLength < LongestCaption ? BlockKind.Caption : inherited,
            "li" or "dt" or "dd" => BlockKind.ListItem,
            "blockquote" => BlockKind.Quote,
            _ => IsCaption(node) ? BlockKind.Caption : inherited,
        };
    }

    private static bool IsCaption(PageNode node) => node.Hint.Any(ClassHint.Caption | ClassHint.Credit) && node.TextLength < LongestCaption;

    private void Inline(PageNode node)
    {
        if (node.IsText)
        {
            Append(node);
            return;
        }

        switch (node.Tag)
        {
            case "br":
                LineBreak();
                return;
            case "rt" or "rp":
                return;
        }

        foreach (var child in node.Children)
        {
            if (child.RemovedBy is null)
            {
                Inline(child);
            }
        }
    }

    private void Append(PageNode node)
    {
        foreach (var c in node.Text)
        {
            if (!char.IsWhiteSpace(c))
            {
                _text.Append(c);
            }
            else if (c == '\n' && _preformatted)
            {
                _text.Append(c);
            }
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
            {
                _text.Append(' ');
            }
        }

        if (node.TextLength > 0)
        {
            _start = _start < 0 ? node.Source.Start : Math.Min(_start, node.Source.Start);
            _end = Math.Max(_end, node.Source.End);
            _links += node.LinkLength;
        }
    }

    // One break is a new line, two are a new paragraph.
    private void LineBreak()
    {
        if (_text.Length > 0 && _text[^1] == ' ')
        {
            _text.Length--;
        }

        if (_text.Length == 0)
        {
            return;
        }

        if (_text[^1] == '\n')
        {
            Flush();
            return;
        }

        _text.Append('\n');
    }

    private void Open(PageNode owner, BlockKind kind, int level) => (_owner, _kind, _level) = (owner, kind, level);

    private void Flush()
    {
        var text = _text.ToString().Trim();
        if (text.Length > 0 && _start >= 0)
        {
            _blocks.Add(new TextBlock
            {
                Owner = _owner!,
                Kind = _kind,
                Level = _level,
                Text = text,
                Length = PageNode.Measure(text),
                LinkLength = _links,
                Source = TextSpan.FromBounds(_start, _end),
            });
        }

        _text.Clear();
        (_start, _end, _links) = (-1, 0, 0);
    }

    // Rows of short cells without blocks are data; other tables only lay the page out.
    private static bool IsDataRow(PageNode row)
    {
        var cells = 0;
        foreach (var cell in row.Children)
        {
            if (cell.IsText)
            {
                continue;
            }

            if (cell.HasBlocksInside || cell.TextLength > LongestCell)
            {
                return false;
            }

            cells++;
        }

        return cells > 1;
    }

    private void Row(PageNode row)
    {
        Open(row, BlockKind.Paragraph, 0);
        foreach (var cell in row.Children)
        {
            if (cell.IsText || cell.RemovedBy is not null || cell.TextLength == 0)
            {
                continue;
            }

            if (_text.Length > 0)
            {
                _text.Append(" | ");
            }

            foreach (var child in cell.Children)
            {
                if (child.RemovedBy is null && child.Tag != "br")
                {
                    Inline(child);
                }
            }
        }

        Flush();
    }
}
