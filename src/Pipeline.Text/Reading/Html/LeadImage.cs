namespace Pipeline.Text.Reading.Html;

/// <summary>Ties the lead image, whose address the metadata gives, to the caption of the same picture on the page.</summary>
internal static class LeadImage
{
    // A picture and its caption share a figure or its wrapper.
    private const int WrapperLevels = 4;
    private const int ShortestStem = 4;

    /// <summary>The caption among <paramref name="captions"/> that stands with the picture of <paramref name="address"/>; null when none does.</summary>
    /// <param name="address">The address of the lead image.</param>
    /// <param name="blocks">The blocks of the article.</param>
    /// <param name="captions">The captions read from them.</param>
    public static Caption? CaptionOf(string? address, IReadOnlyList<TextBlock> blocks, IReadOnlyList<Caption> captions)
    {
        if (address is null || Stem(address) is not { Length: >= ShortestStem } stem)
        {
            return null;
        }

        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Caption && Pictures(block.Owner).Any(p => string.Equals(Stem(p), stem, StringComparison.OrdinalIgnoreCase)))
            {
                var text = block.Text.ReplaceLineEndings(" ");
                if (captions.FirstOrDefault(c => text.StartsWith(c.Text, StringComparison.Ordinal)) is { } caption)
                {
                    return caption;
                }
            }
        }

        return null;
    }

    // Of the nearest element around that holds any.
    private static IEnumerable<string> Pictures(PageNode node)
    {
        for (var level = 0; level < WrapperLevels && node.Parent is { } parent && !node.HasImage; level++)
        {
            node = parent;
        }

        return Within(node);
    }

    private static IEnumerable<string> Within(PageNode node)
    {
        if (node.Tag is "img" or "amp-img" or "source" && (node.Attribute("data-src") ?? node.Attribute("src")) is { } source)
        {
            yield return source;
        }

        foreach (var inner in node.Children.Where(c => !c.IsText).SelectMany(Within))
        {
            yield return inner;
        }
    }

    // Sizes of one picture differ in host, folder, query and ending: "/1200x630/crane.jpg?w=1200", "/640/crane.webp".
    private static string Stem(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? address.AsSpan() : address.AsSpan(0, end);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return (dot > 0 ? name[..dot] : name).ToString();
    }
}
