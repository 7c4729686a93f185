namespace Pipeline.Text.Reading.Containers;

/// <summary>Reads lines of bytes, none of them further than a limit.</summary>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;

    /// <summary>A line without its end.</summary>
    /// <param name="Bytes">The line; of one that is too long only the beginning.</param>
    /// <param name="IsTooLong">Whether it goes on beyond the limit.</param>
    public sealed record Line(ReadOnlyMemory<byte> Bytes, bool IsTooLong);

    /// <summary>The next line; null at the end.</summary>
    public Line? Next()
    {
        if (!Fill())
        {
            return null;
        }

        using var line = new MemoryStream();
        var isTooLong = false;
        do
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOf((byte)'\n');
            var part = length < 0 ? rest : rest[..length];
            isTooLong |= line.Length + part.Length > maxBytes;
            if (!isTooLong)
            {
                line.Write(part);
            }

            _at += length < 0 ? rest.Length : length + 1;
            if (length >= 0)
            {
                break;
            }
        }
        while (Fill());

        return new Line(line.ToArray(), isTooLong);
    }

    /// <summary>Exactly so many bytes, fewer only at the end.</summary>
    public byte[] Bytes(int count)
    {
        using var bytes = new MemoryStream(Math.Min(count, _buffer.Length));
        while (bytes.Length < count && Fill())
        {
            var part = _buffer.AsSpan(_at, (int)Math.Min(_end - _at, count - bytes.Length));
            bytes.Write(part);
            _at += part.Length;
        }

        return bytes.ToArray();
    }

    /// <summary>Passes over so many bytes.</summary>
    public void Skip(long count)
    {
        while (count > 0 && Fill())
        {
            var part = (int)Math.Min(_end - _at, count);
            _at += part;
            count -= part;
        }
    }

    private bool Fill()
    {
        if (_at == _end)
        {
            (_at, _end) = (0, stream.Read(_buffer));
        }

        return _end > 0 && _at < _end;
    }
}
