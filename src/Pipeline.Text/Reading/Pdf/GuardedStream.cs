using System.Runtime.CompilerServices;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// The bytes of a document; reading them throws when the stack runs out, or when it never ends. The library follows what objects refer to by recursion, reading as it goes: an
/// overflow could not be caught, it ends the process; and streams whose lengths are stated by streams are read again at every level.
/// </summary>
/// <param name="bytes">The file.</param>
/// <param name="cancellationToken">Stops the library wherever it reads.</param>
internal sealed class GuardedStream(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) : Stream
{
    /// <summary>How often the whole file may be read: a picture that every page shows is read for each.</summary>
    private const int MostTimes = 64;

    /// <summary>Small files may be read more often.</summary>
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly long _most = MostBytes + (MostTimes * (long)bytes.Length);
    private long _position;
    private long _read;

    /// <summary>Set when reading was stopped.</summary>
    public Rejection? Breach { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            cancellationToken.ThrowIfCancellationRequested();
            if (Breach is null && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                Breach = new Rejection(RejectionReason.TooDeep, "Objects of the PDF refer to each other too deep.");
            }
            else if (_read > _most)
            {
                Breach ??= new Rejection(RejectionReason.TooLarge, $"Objects of the PDF refer to each other so often that the file is read {MostTimes} times.");
            }

            if (Breach is not null)
            {
                throw new InvalidDataException("The PDF goes beyond the limits.");
            }

            _position = value;
        }
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        _read++;
        return _position < bytes.Length ? bytes.Span[(int)_position++] : -1;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var part = bytes.Span[(int)Math.Min(_position, bytes.Length)..];
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        _position += part.Length;
        _read += part.Length;
        return part.Length;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => _position,
        SeekOrigin.End => bytes.Length,
        _ => 0,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
