namespace Pipeline.Cli.Input;

/// <summary>Finds the line and column of an offset, as editors count them: both from 1, columns in UTF-16 code units.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];
    private readonly int _length;

    public LineMap(string text)
    {
        _length = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var isBreak = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (isBreak)
            {
                _starts.Add(i + 1);
            }
        }
    }

    public (int Line, int Column) Locate(int offset)
    {
        var bounded = Math.Clamp(offset, 0, _length);
        var found = _starts.BinarySearch(bounded);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, bounded - _starts[line] + 1);
    }
}
