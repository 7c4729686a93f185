using System.Text;
using System.Xml;

namespace Pipeline.Text.Reading;

/// <summary>XML without its dangers: no document type is read, no entity expanded, no address opened, and nesting is bounded.</summary>
internal static class SafeXml
{
    /// <summary>Longest prologue (declaration, comments, document type) that is looked through for the root.</summary>
    private const int LongestPrologue = 16 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        CloseInput = true,
    };

    /// <summary>A reader of <paramref name="text"/>.</summary>
    public static XmlReader Create(TextReader text) => XmlReader.Create(text, Settings);

    /// <summary>The local name of the root element; null when the text is no XML.</summary>
    public static string? RootOf(string text)
    {
        var at = SkipPrologue(text);
        if (at < 0 || at + 1 >= text.Length || !(char.IsLetter(text[at + 1]) || text[at + 1] == '_'))
        {
            return null;
        }

        var end = at + 1;
        while (end < text.Length && end - at < 100 && (char.IsLetterOrDigit(text[end]) || text[end] is ':' or '_' or '-' or '.'))
        {
            end++;
        }

        var name = text[(at + 1)..end];
        return name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>
    /// The text ready to be read, or why it must not be. A document type that only names a file ("nitf.dtd") is blanked out; one that declares anything refuses the file.
    /// </summary>
    public static (string? Text, Rejection? Rejection) Prepare(string text, int maxDepth, CancellationToken cancellationToken)
    {
        text = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        var doctype = text.IndexOf("<!DOCTYPE", 0, Math.Min(text.Length, LongestPrologue), StringComparison.Ordinal);
        if (doctype >= 0)
        {
            var end = text.IndexOfAny(['[', '>'], doctype);
            if (end < 0 || text[end] == '[')
            {
                return (null, new Rejection(RejectionReason.UnsafeXml, "The XML declares a document type of its own, which could hold entities; remove the declaration."));
            }

            text = string.Concat(text.AsSpan(0, doctype), new string(' ', end + 1 - doctype), text.AsSpan(end + 1));
        }

        var fault = Check(text, maxDepth, cancellationToken);
        if (fault is { Reason: RejectionReason.Malformed })
        {
            var repaired = Repair(text);
            return Check(repaired, maxDepth, cancellationToken) is { } still ? (null, still) : (repaired, null);
        }

        return fault is null ? (text, null) : (null, fault);
    }

    private static Rejection? Check(string text, int maxDepth, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = Create(new StringReader(text));
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Depth > maxDepth)
                {
                    return new Rejection(RejectionReason.TooDeep, $"The XML nests deeper than {maxDepth}.");
                }
            }

            return null;
        }
        catch (XmlException)
        {
            return new Rejection(RejectionReason.Malformed, "The XML is broken or cut off. Fetch it again.");
        }
    }

    // Feeds made by templates hold "&" and "&nbsp;" as web pages do, and control characters that XML forbids.
    private static string Repair(string text)
    {
        var repaired = new StringBuilder(text.Length + 64);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '&')
            {
                var end = text.AsSpan(i + 1, Math.Min(12, text.Length - i - 1)).IndexOf(';');
                var name = end < 0 ? "" : text.Substring(i + 1, end);
                if (name is "amp" or "lt" or "gt" or "quot" or "apos" || (name.Length > 1 && name[0] == '#'))
                {
                    repaired.Append(c);
                }
                else if (name.Length > 0 && System.Net.WebUtility.HtmlDecode($"&{name};") is { Length: <= 2 } character && character[0] != '&')
                {
                    repaired.Append(character);
                    i += end + 1;
                }
                else
                {
                    repaired.Append("&amp;");
                }
            }
            else if (!char.IsControl(c) || c is '\t' or '\r' or '\n')
            {
                repaired.Append(c);
            }
        }

        return repaired.ToString();
    }

    private static int SkipPrologue(string text)
    {
        var at = 0;
        while (at < text.Length && at < LongestPrologue)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
            {
                at++;
            }

            var rest = text.AsSpan(at);
            var isComment = rest.StartsWith("<!--");
            if (!isComment && !rest.StartsWith("<?") && !rest.StartsWith("<!"))
            {
                return rest.StartsWith("<") ? at : -1;
            }

            var length = isComment ? rest.IndexOf("-->") + 2 : rest.StartsWith("<!") && rest.IndexOf('[') is >= 0 and var open && open < rest.IndexOf('>') ? rest.IndexOf("]>") + 1 : rest.IndexOf('>');
            if (length <= 1)
            {
                return -1;
            }

            at += length + 1;
        }

        return -1;
    }
}
