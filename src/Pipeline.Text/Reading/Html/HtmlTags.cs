using System.Collections.Frozen;

namespace Pipeline.Text.Reading.Html;

/// <summary>What elements are, by name: the sets that the scan, the tree and the block builder share.</summary>
internal static class HtmlTags
{
    /// <summary>Elements without content or end tag.</summary>
    public static readonly FrozenSet<string> Void = Set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");

    /// <summary>Elements whose content is characters, not mark-up.</summary>
    public static readonly FrozenSet<string> RawText = Set("script style textarea title xmp iframe noembed noframes");

    /// <summary>Elements that never carry article text.</summary>
    public static readonly FrozenSet<string> NoText = Set(
        "script style template svg math iframe object embed applet canvas audio video map select option datalist input textarea button dialog noembed noframes frameset frame head title meta link base param source track progress meter amp-ad amp-embed amp-iframe amp-analytics amp-sidebar amp-consent amp-social-share");

    /// <summary>Elements that flow inside a line. Everything else begins a new block.</summary>
    public static readonly FrozenSet<string> Inline = Set(
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr picture output amp-img amp-link");

    /// <summary>Elements that an open paragraph does not survive.</summary>
    public static readonly FrozenSet<string> ClosesParagraph = Set(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul");

    /// <summary>Where an unclosed paragraph, item or cell ends at the latest.</summary>
    public static readonly FrozenSet<string> ScopeBarriers = Set("html body table td th caption button object template marquee applet ul ol dl select");

    /// <summary>Level of a heading, 1 to 6; 0 for any other element.</summary>
    public static int HeadingLevel(string tag) => tag is ['h', >= '1' and <= '6'] ? tag[1] - '0' : 0;

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
