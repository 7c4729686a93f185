namespace Pipeline.Text.Segmentation;

/// <summary>Counts paired quotation marks that are still open. Moves forward only, so that all questions together cost one pass.</summary>
internal ref struct EnclosureTracker(string text)
{
    private static readonly System.Buffers.SearchValues<char> s_marks = System.Buffers.SearchValues.Create("«»「」『』《》\n");

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private int _depth;

    /// <summary>How many quotations are open before <paramref name="at"/>, which must not be less than in the call before. A line break closes all.</summary>
    public int DepthAt(int at)
    {
        while (_position < at)
        {
            var step = _text[_position..at].IndexOfAny(s_marks);
            if (step < 0)
            {
                _position = at;
                break;
            }

            _position += step;
            _depth = _text[_position++] switch
            {
                '\n' => 0,
                '«' or '「' or '『' or '《' => _depth + 1,
                _ => Math.Max(0, _depth - 1),
            };
        }

        return _depth;
    }
}
