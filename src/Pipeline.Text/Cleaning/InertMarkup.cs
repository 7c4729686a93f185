using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Text.Cleaning;

/// <summary>
/// Takes from a text what would make mark-up of it, should somebody show it without escaping: the "&lt;" before a letter, "/", "!" or "?", which alone opens a tag
/// (https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state), becomes "‹". Nothing is lost, no offset moves, and "a &lt; b" stays as it is.
/// </summary>
internal static class InertMarkup
{
    private const char Opening = '\u2039';

    /// <summary>The text without openings of tags.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text)
    {
        char[]? inert = null;
        for (var i = text?.IndexOf('<', StringComparison.Ordinal) ?? -1; i >= 0; i = text!.IndexOf('<', i + 1))
        {
            if (i + 1 < text!.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!' or '?'))
            {
                inert ??= text.ToCharArray();
                inert[i] = Opening;
            }
        }

        return inert is null ? text : new string(inert);
    }

    /// <inheritdoc cref="Of(string)"/>
    [return: NotNullIfNotNull(nameof(caption))]
    public static Caption? Of(Caption? caption) => caption is null ? null : new Caption(Of(caption.Text), Of(caption.Credit));
}
