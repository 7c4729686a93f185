using Markdig.Helpers;

namespace Pipeline.Text.Reading;

/// <summary>The marks inside Markdown lines that open something.</summary>
internal static class InlineMarks
{
    /// <summary>More than the links, images and emphases of any paragraph. The parser's time grows with the square of those that stay open.</summary>
    private const int Most = 1000;

    /// <summary>Whether the lines hold more marks than a paragraph of an article does. A run of stars or of underscores is one.</summary>
    public static bool AreTooMany(StringLineGroup lines)
    {
        var marks = 0;
        for (var i = 0; i < lines.Count && marks <= Most; i++)
        {
            var before = '\0';
            foreach (var c in lines.Lines[i].Slice.AsSpan())
            {
                marks += c == '[' || (c is '*' or '_' && c != before) ? 1 : 0;
                before = c;
            }
        }

        return marks > Most;
    }
}
