using AngleSharp.Dom;

namespace Pipeline.Text.Reading.Html;

/// <summary>
/// A node of the page as extraction sees it: an element or a run of text, with measures of its whole subtree that are computed once,
/// bottom up. Nodes are marked as removed, never detached, so positions and diagnostics stay exact.
/// </summary>
internal sealed class PageNode
{
    private const int CjkWeight = 3;

    /// <summary>The element's name in lower case, or "#text".</summary>
    public required string Tag { get; init; }

    /// <summary>The parsed element; null for text.</summary>
    public IElement? Element { get; init; }

    /// <summary>The containing node; null for the root.</summary>
    public PageNode? Parent { get; init; }

    /// <summary>Child nodes in order; empty for text.</summary>
    public List<PageNode> Children { get; } = [];

    /// <summary>The characters of a text node with references resolved; "" for elements.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where its text stands in the decoded source, from the first to the last character of it; length 0 when it has none.</summary>
    public TextSpan Source { get; set; }

    /// <summary>What class and id say about the element.</summary>
    public ClassHint Hint { get; init; }

    /// <summary>Position in document order.</summary>
    public int Order { get; init; }

    /// <summary>Number of nodes below it.</summary>
    public int Descendants { get; set; }

    /// <summary>Whether it flows within a line once what was removed is gone; null until asked for.</summary>
    public bool? Flows { get; set; }

    /// <summary>The rule that took the node and everything in it out; null while it stands.</summary>
    public BoilerplateRule? RemovedBy { get; set; }

    /// <summary>Length of the visible text with white space folded; an ideograph counts as three letters.</summary>
    public int TextLength { get; set; }

    /// <summary>The part of <see cref="TextLength"/> that stands inside links.</summary>
    public int LinkLength { get; set; }

    /// <summary>The part of <see cref="TextLength"/> in paragraphs of running text.</summary>
    public int ProseLength { get; set; }

    /// <summary>Signed weight as article text, summed over the subtree.</summary>
    public double Weight { get; set; }

    /// <summary>Whether an element of its own line stands somewhere below.</summary>
    public bool HasBlocksInside { get; set; }

    /// <summary>Whether a picture or video stands somewhere below.</summary>
    public bool HasImage { get; set; }

    /// <summary>Whether the headline of the page stands somewhere below.</summary>
    public bool HoldsHeadline { get; set; }

    /// <summary>Whether this is text.</summary>
    public bool IsText => Element is null;

    /// <summary>Whether this flows within a line.</summary>
    public bool IsInline => Element is null || HtmlTags.Inline.Contains(Tag);

    /// <summary>Share of the text that is linked, 0 to 1.</summary>
    public double LinkDensity => TextLength == 0 ? 0 : (double)LinkLength / TextLength;

    /// <summary>Whether <paramref name="ancestor"/> is this node or above it.</summary>
    public bool IsWithin(PageNode ancestor)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An attribute's value; null when absent or for text.</summary>
    public string? Attribute(string name) => Element?.GetAttribute(name);

    /// <summary>Folded, weighted length of <paramref name="text"/>.</summary>
    public static int Measure(string text)
    {
        var length = 0;
        var space = true;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                length += space ? 0 : 1;
                space = true;
            }
            else
            {
                length += c is >= '\u3040' and < '\ua4d0' or >= '\uac00' and < '\ud7b0' ? CjkWeight : 1;
                space = false;
            }
        }

        return space && length > 0 ? length - 1 : length;
    }
}
