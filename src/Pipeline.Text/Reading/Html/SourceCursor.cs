namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Finds where text nodes stand in the source. The parser gives positions for start tags only, so this walks along in document order:
/// from the last known tag or text over end tags and comments to the next characters.
/// </summary>
internal sealed class SourceCursor(string html)
{
    private int _at;

    /// <summary>The source.</summary>
    public string Html => html;

    /// <summary>Continues at the start tag at <paramref name="index"/>; a negative one belongs to an implied element and is ignored.</summary>
    public void MoveTo(int index)
    {
        if (index >= 0 && index < html.Length)
        {
            _at = index;
        }
    }

    /// <summary>Continues behind the content of the element <paramref name="tag"/>, whose start tag the cursor stands at.</summary>
    public void SkipContent(string tag)
    {
        if (HtmlTags.RawText.Contains(tag) && _at < html.Length && html[_at] == '<')
        {
            var start = TagEnd(html, _at);
            var close = html.AsSpan(start).IndexOf("</" + tag, StringComparison.OrdinalIgnoreCase);
            _at = close < 0 ? html.Length : start + close;
        }
    }

    /// <summary>The span of the next characters that are neither tags nor white space, up to the next tag and without white space at its end.</summary>
    public TextSpan ReadText()
    {
        while (_at < html.Length)
        {
            if (char.IsWhiteSpace(html[_at]))
            {
                _at++;
            }
            else if (IsMarkup(_at))
            {
                _at = html.AsSpan(_at).StartsWith("<!--") ? CommentEnd(_at) : TagEnd(html, _at);
            }
            else
            {
                break;
            }
        }

        var start = _at;
        while (_at < html.Length && !IsMarkup(_at))
        {
            var next = html.IndexOf('<', _at + 1);
            _at = next < 0 ? html.Length : next;
        }

        var end = _at;
        while (end > start && char.IsWhiteSpace(html[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>The index behind the tag that begins at <paramref name="at"/>, quoted attribute values considered.</summary>
    public static int TagEnd(string html, int at)
    {
        var quote = '\0';
        for (var i = at + 1; i < html.Length; i++)
        {
            var c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                // A quote opens a value only after "="; elsewhere it is part of a broken attribute.
                quote = FollowsEquals(html, i) ? c : '\0';
            }
            else if (c == '>')
            {
                return i + 1;
            }
        }

        return html.Length;
    }

    private static bool FollowsEquals(string html, int at)
    {
        var i = at - 1;
        while (i > 0 && at - i < MaxSpaceAroundEquals && char.IsWhiteSpace(html[i]))
        {
            i--;
        }

        return html[i] == '=';
    }

    private const int MaxSpaceAroundEquals = 16;

    private bool IsMarkup(int at) => html[at] == '<' && at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?');

    private int CommentEnd(int at)
    {
        var close = html.AsSpan(at + 2).IndexOf("-->");
        return close < 0 ? html.Length : at + 2 + close + 3;
    }
}
