using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>The library's filters, each asked only when what it makes stays within the limits: a stream of a kilobyte can hold a gigabyte.</summary>
internal sealed class BoundedFilters(TextLimits limits, CancellationToken cancellationToken) : IFilterProvider
{
    /// <summary>Letters of a page: a broadsheet's holds 60,000. The library keeps some hundred bytes of each, and a form that is shown within forms repeats its own.</summary>
    private const int MostLetters = 500_000;

    private readonly TextLimits _limits = limits;
    private readonly CancellationToken _cancellationToken = cancellationToken;
    private long _total;
    private int _opened;
    private int _forms;
    private long _objects;
    private long _shown;

    /// <summary>Set when a stream went beyond a limit.</summary>
    public Rejection? Breach { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Open(DefaultFilterProvider.Instance.GetFilters(dictionary));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Open(DefaultFilterProvider.Instance.GetNamedFilters(names));

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => Wrap(DefaultFilterProvider.Instance.GetAllFilters());

    /// <summary>Counts anew what a page shows.</summary>
    public void BeginPage() => (_opened, _forms, _shown) = (0, 0, 0);

    /// <summary>Counts the letters that content may show. Streams that are not compressed pass no filter: the whole file is counted once for them.</summary>
    public void CountShown(ReadOnlySpan<byte> content) => CountShown(LettersOf(content));

    private void CountShown(long letters)
    {
        _shown += letters;
        if (_shown > MostLetters)
        {
            Refuse(new Rejection(RejectionReason.TooLarge, $"The PDF shows more than {MostLetters} letters at once. Split it."));
        }
    }

    /// <summary>Counts a form that a page shows, by itself or within others.</summary>
    public void CountForm(long letters)
    {
        if (++_forms > _limits.MaxElements)
        {
            Refuse(new Rejection(RejectionReason.TooLarge, $"A page of the PDF shows more than {_limits.MaxElements} forms."));
        }

        CountShown(letters);
    }

    /// <summary>The letters that content may show: what lies between brackets. Strings count once an operator that shows them follows, so that tables of characters and colour profiles count for nothing.</summary>
    public static long LettersOf(ReadOnlySpan<byte> content)
    {
        long letters = 0, pending = 0;
        while (true)
        {
            var open = content.IndexOfAny((byte)'(', (byte)'<');
            if (Shows(open < 0 ? content : content[..open]))
            {
                letters += pending;
                pending = 0;
            }

            if (open < 0)
            {
                return letters;
            }

            var isHexadecimal = content[open] == '<';
            var length = content[open..].IndexOf(isHexadecimal ? (byte)'>' : (byte)')') is >= 0 and var close ? close : content.Length - open - 1;
            pending += isHexadecimal ? length / 2 : length;
            content = content[(open + length + 1)..];
        }
    }

    // An object stream says how many it holds (ISO 32000-1, 7.5.7).
    private void CountObjects(DictionaryToken dictionary)
    {
        if (!dictionary.ContainsKey(NameToken.First))
        {
            return;
        }

        if (!dictionary.TryGet(NameToken.N, out var count) || count is not NumericToken { Data: >= 0 } number)
        {
            Refuse(new Rejection(RejectionReason.Malformed, "An object stream of the PDF does not say how many objects it holds."));
        }
        else if ((_objects += number.Long) > PdfObjects.Most)
        {
            Refuse(PdfObjects.TooMany());
        }
    }

    // Operators: ISO 32000-1, 9.4.3.
    private static bool Shows(ReadOnlySpan<byte> afterString) =>
        afterString.IndexOf("Tj"u8) >= 0 || afterString.IndexOf("TJ"u8) >= 0 || afterString.TrimStart(" \r\n\t"u8).StartsWith("'"u8) || afterString.TrimStart(" \r\n\t"u8).StartsWith("\""u8);

    // A stream is about to be decoded.
    private List<IFilter> Open(IReadOnlyList<IFilter> filters)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (Breach is { } known)
        {
            Refuse(known); // The library goes on with what follows a form that fails; each of those forms would show its own.
        }

        if (++_opened > _limits.MaxElements)
        {
            Refuse(new Rejection(RejectionReason.TooLarge, $"A page of the PDF opens more than {_limits.MaxElements} streams."));
        }

        return [.. Wrap(filters), new Shown(this)];
    }

    private List<IFilter> Wrap(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Bounded(this, filter))];

    private void Refuse(Rejection rejection)
    {
        Breach ??= rejection;
        throw new InvalidDataException("A stream of the PDF goes beyond the limits.");
    }

    private void Count(long bytes, long compressed)
    {
        _total += bytes;
        if ((bytes > TextLimits.SmallExpansion && bytes > compressed * _limits.MaxExpansionRatio) || _total > _limits.MaxExpandedBytes)
        {
            Refuse(BoundedRead.ExpandsTooMuch(_limits));
        }

        if (bytes > _limits.MaxBytes)
        {
            Refuse(new Rejection(RejectionReason.TooLarge, $"A stream of the PDF has more than {_limits.MaxBytes} bytes."));
        }
    }

    private sealed class Bounded(BoundedFilters owner, IFilter inner) : IFilter
    {
        /// <summary>The largest LZW stream that is decoded: its strings double no faster than to 4,096 bytes a code, so 64 KiB stay below 100 MB.</summary>
        private const int MostLzw = 64 * 1024;

        /// <summary>A run of RunLengthDecode makes at most 128 bytes of two.</summary>
        private const int MostRunLength = 64;

        private const long MostRunLengthBytes = 64 * 1024 * 1024;

        private const int ZlibHeader = 2;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            owner._cancellationToken.ThrowIfCancellationRequested();
            switch (inner)
            {
                case FlateFilter:
                    Measure(input);
                    break;
                case LzwFilter when input.Length > MostLzw:
                    owner.Refuse(BoundedRead.ExpandsTooMuch(owner._limits));
                    break;
                case RunLengthFilter when (long)input.Length * MostRunLength > MostRunLengthBytes:
                    owner.Refuse(BoundedRead.ExpandsTooMuch(owner._limits));
                    break;
            }

            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        // Inflated once without keeping anything: cheaper than the page that follows, and nothing is in memory that is too much.
        private void Measure(Memory<byte> input)
        {
            if (input.Length <= ZlibHeader)
            {
                return;
            }

            var buffer = new byte[32 * 1024];
            long total = 0;
            try
            {
                using var stream = new DeflateStream(BoundedRead.AsStream(input[ZlibHeader..]), CompressionMode.Decompress);
                for (int read; (read = stream.Read(buffer)) > 0 && total <= owner._limits.MaxBytes;)
                {
                    total += read;
                }
            }
            catch (InvalidDataException)
            {
                // Broken streams are the library's to repair, as far as they go.
            }

            owner.Count(total, input.Length);
        }
    }

    /// <summary>Stands behind the others and counts the letters that an opened stream may show: what lies between brackets in a page's content.</summary>
    private sealed class Shown(BoundedFilters owner) : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            owner.CountObjects(streamDictionary);
            owner.CountShown(input.Span);
            return input;
        }
    }
}
