namespace Pipeline.Text.Reading.Html;

/// <summary>
/// One linear pass over the mark-up before it is parsed: how deep it nests, where its JSON-LD stands, and what the parser can be spared. It follows the parser's
/// rules for void, raw-text and unclosed elements closely enough that a page which merely forgets end tags does not count as deep.
/// </summary>
internal sealed class MarkupScan
{
    private readonly string _html;
    private readonly int _maxDepth;
    private readonly List<string> _open = [];
    private readonly Dictionary<string, int> _openByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<TextSpan> _jsonLd = [];
    private readonly List<TextSpan> _scripts = [];
    private readonly List<TextSpan> _cuts = [];
    private int _elements;

    private MarkupScan(string html, int maxDepth) => (_html, _maxDepth) = (html, maxDepth);

    /// <summary>Scans <paramref name="html"/>; stops at the first element deeper than <paramref name="maxDepth"/>.</summary>
    public static MarkupScanResult Run(string html, int maxDepth)
    {
        var scan = new MarkupScan(html, maxDepth);
        var tooDeep = !scan.Scan();
        return new MarkupScanResult(tooDeep, scan._elements, scan._jsonLd, scan._scripts, scan._cuts);
    }

    private bool Scan()
    {
        var at = 0;
        while ((at = IndexOf('<', at)) >= 0)
        {
            var next = at + 1 < _html.Length ? _html[at + 1] : '\0';
            if (char.IsAsciiLetter(next))
            {
                if (!StartTag(ref at))
                {
                    return false;
                }
            }
            else if (next == '/')
            {
                var name = ReadName(at + 2);
                _elements += _openByName.GetValueOrDefault(name) == 0 ? 1 : 0;
                Close(name);
                at = After('>', at + 2);
            }
            else if (next is '!' or '?')
            {
                at = _html.AsSpan(at).StartsWith("<!--") ? CutComment(at) : After('>', at + 2);
            }
            else
            {
                at++;
            }
        }

        return true;
    }

    private bool StartTag(ref int at)
    {
        _elements++;
        var name = ReadName(at + 1);
        var attributes = at + 1 + name.Length;
        var end = SourceCursor.TagEnd(_html, at);
        at = end;
        if (HtmlTags.Void.Contains(name))
        {
            return true;
        }

        if (HtmlTags.RawText.Contains(name))
        {
            var close = _html.AsSpan(end).IndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
            var stop = close < 0 ? _html.Length : end + close;
            if (name == "script")
            {
                (_html.AsSpan(attributes, end - attributes).Contains("ld+json", StringComparison.OrdinalIgnoreCase) ? _jsonLd : _scripts).Add(TextSpan.FromBounds(end, stop));
            }

            if (name is "script" or "style" && stop > end)
            {
                _cuts.Add(TextSpan.FromBounds(end, stop));
            }

            at = stop;
            return true;
        }

        if (_html[end - 1] == '>' && _html[end - 2] == '/')
        {
            // Foreign elements (svg, math) close themselves; an HTML element written so is closed soon or harmless.
            return true;
        }

        if (name == "svg" && _html.AsSpan(end).IndexOf("</svg", StringComparison.OrdinalIgnoreCase) is > 0 and var drawing)
        {
            _cuts.Add(TextSpan.FromBounds(end, end + drawing));
            at = end + drawing;
        }

        CloseImplied(name);
        _open.Add(name);
        _openByName[name] = _openByName.GetValueOrDefault(name) + 1;
        return _open.Count <= _maxDepth;
    }

    private void CloseImplied(string name)
    {
        if (HtmlTags.ClosesParagraph.Contains(name))
        {
            CloseWithin("p");
        }

        switch (name)
        {
            case "li":
                CloseWithin("li");
                break;
            case "dt" or "dd":
                CloseWithin("dt");
                CloseWithin("dd");
                break;
            case "option" or "optgroup":
                CloseWithin("option");
                break;
            case "td" or "th":
                CloseUpTo("tr", "td", "th");
                break;
            case "tr":
                CloseUpTo("table", "tr");
                break;
            case "thead" or "tbody" or "tfoot":
                CloseUpTo("table", "thead", "tbody", "tfoot");
                break;
            case "a":
                CloseWithin("a");
                break;
            case "body":
                Close("head");
                break;
        }
    }

    // The stack never holds more than the bound, so these walks cost a constant per tag.
    private void CloseWithin(string name)
    {
        if (_openByName.GetValueOrDefault(name) == 0)
        {
            return;
        }

        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i] == name)
            {
                PopTo(i);
                return;
            }

            if (HtmlTags.ScopeBarriers.Contains(_open[i]))
            {
                return;
            }
        }
    }

    private void CloseUpTo(string barrier, params ReadOnlySpan<string> names)
    {
        for (var i = _open.Count - 1; i >= 0 && _open[i] != barrier && _open[i] != "table"; i--)
        {
            if (names.Contains(_open[i]))
            {
                PopTo(i);
                return;
            }
        }
    }

    private void Close(string name)
    {
        if (_openByName.GetValueOrDefault(name) > 0)
        {
            PopTo(_open.LastIndexOf(name));
        }
    }

    private void PopTo(int index)
    {
        for (var i = _open.Count - 1; i >= index; i--)
        {
            _openByName[_open[i]]--;
            _open.RemoveAt(i);
        }
    }

    private string ReadName(int start)
    {
        var end = start;
        while (end < _html.Length && _html[end] is not ('>' or '/' or ' ' or '\t' or '\n' or '\r' or '\f'))
        {
            end++;
        }

        var raw = _html.AsSpan(start, end - start);
        if (_names.TryGetValue(raw, out var name))
        {
            return name;
        }

        name = raw.ToString().ToLowerInvariant();
        _names[raw] = name;
        return name;
    }

    private int CutComment(int at)
    {
        var end = AfterComment(at);
        _cuts.Add(TextSpan.FromBounds(at, end));
        return end;
    }

    private int AfterComment(int at)
    {
        // "<!-->" and "<!--->" are empty comments.
        var close = _html.AsSpan(at + 2).IndexOf("-->");
        return close < 0 ? _html.Length : at + 2 + close + 3;
    }

    private int After(char c, int start)
    {
        var at = IndexOf(c, start);
        return at < 0 ? _html.Length : at + 1;
    }

    private int IndexOf(char c, int start) => start >= _html.Length ? -1 : _html.IndexOf(c, start);
}

/// <summary>What the scan saw.</summary>
/// <param name="TooDeep">Whether the nesting exceeds the bound.</param>
/// <param name="Elements">Elements that a parser would make, those of end tags that end nothing included: "&lt;/p&gt;" makes one.</param>
/// <param name="JsonLd">The contents of the JSON-LD scripts.</param>
/// <param name="Scripts">The contents of all other scripts.</param>
/// <param name="Cuts">What the parser need not see, in order: the contents of scripts, style sheets and drawings, and comments.</param>
internal sealed record MarkupScanResult(bool TooDeep, int Elements, IReadOnlyList<TextSpan> JsonLd, IReadOnlyList<TextSpan> Scripts, IReadOnlyList<TextSpan> Cuts);
