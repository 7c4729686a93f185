using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Pipeline.Text.Reading.Html;

/// <summary>The page as a light tree in document order, built from the parser's document in one walk.</summary>
internal sealed class PageTree
{
    private readonly ClassVocabulary _vocabulary = new();
    private readonly SourceCursor _cursor;

    private PageTree(string html, IDocument document)
    {
        _cursor = new SourceCursor(html);
        Document = document;
        Body = Add(document.Body ?? document.DocumentElement, null, linked: false);
    }

    /// <summary>All nodes in document order; children come after their parents.</summary>
    public List<PageNode> Nodes { get; } = [];

    /// <summary>The body element, or the root of what there is.</summary>
    public PageNode Body { get; }

    /// <summary>The parsed document, for what stands in its head.</summary>
    public IDocument Document { get; }

    /// <summary>Parses <paramref name="html"/>. Nothing is loaded, no script runs.</summary>
    public static PageTree Parse(string html, int maxDepth)
    {
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsKeepingSourceReferences = true,
            SkipComments = true,
            SkipScriptText = true,
            SkipRawText = true,
            MaximumDepth = maxDepth + HeadRoom,
            ShouldEmitAttribute = IsRead,
        });
        return new PageTree(html, parser.ParseDocument(html));
    }

    // Elements that the parser implies (html, body, tbody) add levels that the scan does not count.
    private const int HeadRoom = 64;

    private static bool IsRead(ref StructHtmlToken token, ReadOnlyMemory<char> name) => name.Span is
        "id" or "class" or "role" or "itemprop" or "itemtype" or "itemscope" or "property" or "name" or "content" or "href" or "rel" or "src" or "data-src" or "datetime"
        or "hidden" or "style" or "aria-hidden" or "lang" or "xml:lang" or "title" or "type" or "http-equiv" or "alt" or "data-testid" or "data-component"
        or "dir" or "color" or "encoding";

    private PageNode Add(IElement element, PageNode? parent, bool linked)
    {
        var tag = element.LocalName;
        var node = new PageNode
        {
            Tag = tag,
            Element = element,
            Parent = parent,
            Order = Nodes.Count,
            Hint = _vocabulary.Read(element.GetAttribute("class")) | _vocabulary.Read(element.GetAttribute("id"))
                | _vocabulary.Read(element.GetAttribute("data-testid")) | _vocabulary.Read(element.GetAttribute("data-component")),
        };
        Nodes.Add(node);
        if (element.SourceReference is { } reference)
        {
            _cursor.MoveTo(reference.Position.Index);
        }

        node.HasImage = tag is "img" or "picture" or "amp-img" or "video";
        if (HtmlTags.NoText.Contains(tag))
        {
            _cursor.SkipContent(tag);
            return node;
        }

        linked |= tag == "a";
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case IElement child:
                    var inner = Add(child, node, linked);
                    node.Children.Add(inner);
                    node.HasBlocksInside |= !inner.IsInline || inner.HasBlocksInside;
                    node.HasImage |= inner.HasImage;
                    node.TextLength += inner.TextLength;
                    node.LinkLength += inner.LinkLength;
                    node.ProseLength += inner.ProseLength;
                    break;
                case IText text:
                    AddText(text.Data, node, linked);
                    break;
            }
        }

        node.Descendants = Nodes.Count - 1 - node.Order;
        if (!node.IsInline)
        {
            node.ProseLength += OwnProse(node);
        }

        return node;
    }

    private void AddText(string text, PageNode parent, bool linked)
    {
        var length = PageNode.Measure(text);
        if (length == 0)
        {
            // White space still parts words.
            if (text.Length == 0 || parent.Children.Count == 0)
            {
                return;
            }

            text = " ";
        }

        var node = new PageNode { Tag = "#text", Parent = parent, Text = text, Order = Nodes.Count, TextLength = length, LinkLength = linked ? length : 0 };
        if (length > 0)
        {
            node.Source = _cursor.ReadText();
        }

        Nodes.Add(node);
        parent.Children.Add(node);
        parent.TextLength += length;
        parent.LinkLength += node.LinkLength;
    }

    // A line of running text: long enough and not made of links.
    private static int OwnProse(PageNode block)
    {
        int prose = 0, length = 0, links = 0;
        foreach (var child in block.Children)
        {
            if (child.IsInline && !child.HasBlocksInside)
            {
                length += child.TextLength;
                links += child.LinkLength;
            }
            else
            {
                prose += Prose(length, links);
                length = links = 0;
            }
        }

        return prose + Prose(length, links);
    }

    private static int Prose(int length, int links) => length >= MinProseLength && links * 2 < length ? length : 0;

    private const int MinProseLength = 80;
}
