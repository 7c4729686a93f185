using System.Globalization;
using System.Text;

namespace Pipeline.Cli.Output;

/// <summary>
/// Makes text of unknown origin safe to print: a terminal obeys control sequences wherever they come from. Escapes stay visible, as <c>\u001B</c>.
/// </summary>
internal static class SafeText
{
    private enum LineBreaks
    {
        Keep,
        Fold,
    }

    /// <summary>Safe text that keeps its line breaks and tabs.</summary>
    public static string Block(string text) => Escape(text, LineBreaks.Keep);

    /// <summary>Safe text on one line: line breaks and tabs become spaces.</summary>
    public static string Line(string text) => Escape(text, LineBreaks.Fold);

    /// <summary><paramref name="text"/> on one line with at most <paramref name="length"/> UTF-16 units before escaping, the last an ellipsis when it was cut.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return Line(text);
        }

        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return Line(text[..end].TrimEnd()) + "…";
    }

    private static string Escape(string text, LineBreaks lineBreaks)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\t')
            {
                safe.Append(lineBreaks == LineBreaks.Keep ? c : ' ');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                safe.Append(c).Append(text[++i]);
            }
            else if (IsUnsafe(c))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                safe.Append(c);
            }
        }

        return safe.ToString();
    }

    // C0, DEL and C1 drive the terminal; bidirectional embeddings, overrides and isolates reorder what stands around the text; the rest breaks lines or is no text.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
