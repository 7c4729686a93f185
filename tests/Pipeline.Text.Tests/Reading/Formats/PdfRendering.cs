using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Sets a story as newspapers do: a title across the page, columns below it, words broken at line ends, a running head and numbered pages.</summary>
internal sealed class PdfRendering : IDisposable
{
    private const double Size = 10;
    private const double Leading = 12.5;
    private const double Margin = 50;
    private const double Gutter = 20;
    private const double Bottom = 70;
    private const int ShortestBroken = 9;

    private readonly PdfDocumentBuilder _builder = new();
    private readonly PdfDocumentBuilder.AddedFont _font;
    private readonly PdfDocumentBuilder.AddedFont _bold;
    private readonly int _columns;
    private readonly bool _isIndented;
    private PdfPageBuilder _page = null!;
    private int _column;
    private double _top;
    private double _y;

    private PdfRendering(int columns, bool isIndented)
    {
        (_columns, _isIndented) = (columns, isIndented);
        _font = _builder.AddStandard14Font(Standard14Font.TimesRoman);
        _bold = _builder.AddStandard14Font(Standard14Font.TimesBold);
    }

    /// <param name="story">What to set.</param>
    /// <param name="columns">Columns on a page.</param>
    /// <param name="isIndented">Whether paragraphs begin with an indent, else they have space between them.</param>
    /// <param name="height">Height of a page in points: low pages make many.</param>
    /// <param name="head">The running head of every page but the first.</param>
    public static byte[] Of(Story story, int columns = 2, bool isIndented = true, double height = 420, string head = "The Skarholm Gazette")
    {
        using var rendering = new PdfRendering(columns, isIndented);
        rendering._builder.DocumentInformation.Title = "Microsoft Word - layout 7";
        rendering._builder.DocumentInformation.CreationDate = "D:20300101000000Z";
        rendering.Set(story, height, head);
        return rendering._builder.Build();
    }

    public void Dispose() => _builder.Dispose();

    private double ColumnWidth => (595 - (2 * Margin) - ((_columns - 1) * Gutter)) / _columns;

    private double Left => Margin + (_column * (ColumnWidth + Gutter));

    private void Set(Story story, double height, string head)
    {
        NewPage(height, head);
        _y = height - Margin - 25;
        foreach (var line in Wrap(story.Title, 22, _bold, 595 - (2 * Margin), 0))
        {
            _page.AddText(line, 22, new PdfPoint(Margin, _y), _bold);
            _y -= 26;
        }

        _page.AddText("By " + story.Author, Size, new PdfPoint(Margin, _y), _font);
        _page.AddText(story.Day, Size, new PdfPoint(Margin, _y - Leading), _font);
        _y -= 2 * Leading + 12;
        _top = _y;
        foreach (var (isHeading, text) in story.Blocks)
        {
            _y -= isHeading || !_isIndented ? 7 : 0;
            var indent = _isIndented && !isHeading ? 12 : 0;
            var isFirst = true;
            foreach (var line in Wrap(text, isHeading ? 12 : Size, isHeading ? _bold : _font, ColumnWidth, indent))
            {
                if (_y < Bottom)
                {
                    NextColumn(height, head);
                }

                _page.AddText(line, isHeading ? 12 : Size, new PdfPoint(Left + (isFirst ? indent : 0), _y), isHeading ? _bold : _font);
                _y -= Leading;
                isFirst = false;
            }
        }
    }

    private void NextColumn(double height, string head)
    {
        if (++_column == _columns)
        {
            NewPage(height, head);
        }

        _y = _top;
    }

    private void NewPage(double height, string head)
    {
        _page = _builder.AddPage(595, height);
        _column = 0;
        _top = height - Margin - 15;
        var number = _builder.Pages.Count;
        if (number > 1)
        {
            _page.AddText(head, 8, new PdfPoint(Margin, height - 30), _font);
        }

        _page.AddText($"Page {number}", 8, new PdfPoint(280, 30), _font);
    }

    private IEnumerable<string> Wrap(string text, double size, PdfDocumentBuilder.AddedFont font, double width, double indent)
    {
        var line = "";
        var room = width - indent;
        foreach (var word in text.Split(' '))
        {
            var joined = line.Length == 0 ? word : line + " " + word;
            if (Width(joined, size, font) <= room)
            {
                line = joined;
                continue;
            }

            var rest = word;
            var middle = word.Length / 2;
            if (size < 11 && word.Length >= ShortestBroken && word.All(char.IsAsciiLetterLower) && Width($"{line} {word[..middle]}-", size, font) <= room)
            {
                line = $"{line} {word[..middle]}-";
                rest = word[middle..];
            }

            yield return line;
            (line, room) = (rest, width);
        }

        yield return line;
    }

    private double Width(string text, double size, PdfDocumentBuilder.AddedFont font) => text.Length == 0 ? 0 : _page.MeasureText(text, size, new PdfPoint(0, 0), font).Max(letter => letter.BoundingBox.Right);
}
