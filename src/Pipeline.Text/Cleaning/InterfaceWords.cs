namespace Pipeline.Text.Cleaning;

/// <summary>What a piece of a page's interface is for.</summary>
public enum InterfaceKind
{
    /// <summary>Share, like, follow, copy, print, save.</summary>
    Share,

    /// <summary>Menus, breadcrumbs, jumps, log-in.</summary>
    Navigation,

    /// <summary>Invitations to newsletters, channels and apps.</summary>
    Newsletter,

    /// <summary>Cookie and consent notices.</summary>
    Cookies,

    /// <summary>Copyright notices.</summary>
    Copyright,

    /// <summary>Reading times, numbers of comments, views and shares.</summary>
    Counter,

    /// <summary>Advertisements and their labels.</summary>
    Advertisement,

    /// <summary>Labels of links to other articles.</summary>
    Related,
}

/// <summary>Recognises lines that consist of nothing but words of a page's interface, in many languages.</summary>
internal static class InterfaceWords
{
    private static readonly PhraseTable<InterfaceKind> Table = new(InterfacePhrases.All);

    /// <summary>What the line is when known phrases and numbers cover it wholly; null otherwise.</summary>
    public static InterfaceKind? Covering(ReadOnlySpan<char> line) => Table.Covering(line);
}
