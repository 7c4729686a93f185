using System.Net;
using System.Text;

namespace Pipeline.Text.Reading.Html;

/// <summary>Text of attributes, metadata and small elements as one line.</summary>
internal static class InlineText
{
    /// <summary>White space of any kind folded to single spaces, none at the ends.</summary>
    public static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        if (result.Length > 0 && result[^1] == ' ')
        {
            result.Length--;
        }

        return result.ToString();
    }

    /// <summary>The visible text of <paramref name="node"/>'s subtree as one line; blocks are parted by a space.</summary>
    public static string Of(PageNode node)
    {
        var result = new StringBuilder();
        Append(node, result);
        return Fold(result.ToString());
    }

    /// <summary>Metadata as text: references resolved once more and tags taken out, as many systems escape twice.</summary>
    public static string? Plain(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = value.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(value) : value;
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = WithoutTags(text);
        }

        text = Fold(text);
        return text.Length > 0 ? text : null;
    }

    /// <summary>Letters and digits in lower case, single spaces between words: what two writings of the same sentence share.</summary>
    public static string Key(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’' or '‘') && result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd();
    }

    private static void Append(PageNode node, StringBuilder result)
    {
        if (node.IsText)
        {
            result.Append(node.Text);
            return;
        }

        if (node.Tag is "rt" or "rp")
        {
            return;
        }

        var apart = !node.IsInline || node.Tag == "br";
        if (apart)
        {
            result.Append(' ');
        }

        foreach (var child in node.Children)
        {
            Append(child, result);
        }

        if (apart)
        {
            result.Append(' ');
        }
    }

    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!'))
            {
                var end = text.IndexOf('>', i);
                if (end < 0)
                {
                    break;
                }

                result.Append(' ');
                i = end;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
