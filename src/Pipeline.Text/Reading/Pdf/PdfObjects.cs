using System.Buffers;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// Looks at the objects of a file before the library does, which follows a reference to a reference by recursion: one object that refers to itself would use up the
/// stack and with it end the process. Only a linear search for the keyword, so that no way of writing an object is missed.
/// </summary>
internal static class PdfObjects
{
    /// <summary>Objects of a document, also within object streams; a newspaper of a hundred pages has 10,000. The library's recursions over the page tree use some 240 bytes of stack for each.</summary>
    public const int Most = 100_000;

    private static readonly SearchValues<byte> Numeric = SearchValues.Create("+-.0123456789eE"u8);

    /// <summary>Why the file must not be opened; null when it may.</summary>
    public static Rejection? Refuse(ReadOnlySpan<byte> file)
    {
        var objects = 0;
        while (file.IndexOf("obj"u8) is >= 0 and var at)
        {
            var after = file[(at + 3)..];
            if (at == 0 || file[at - 1] != 'd') // "endobj"
            {
                if (++objects > Most)
                {
                    return TooMany();
                }

                if (IsReference(after))
                {
                    return new Rejection(RejectionReason.Malformed, "An object of the PDF is nothing but a reference to another. Save it again.");
                }
            }

            file = after;
        }

        return null;
    }

    /// <summary>Refuses documents with too many objects.</summary>
    public static Rejection TooMany() => new(RejectionReason.TooManyEntries, $"The PDF has more than {Most} objects. Split it.");

    // "6 0 R"
    private static bool IsReference(ReadOnlySpan<byte> value)
    {
        for (var number = 0; number < 2; number++)
        {
            value = SkipSpace(value);
            var length = value.IndexOfAnyExcept(Numeric);
            if (length <= 0)
            {
                return false;
            }

            value = value[length..];
        }

        return SkipSpace(value).StartsWith("R"u8);
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            value = value.TrimStart("\0\t\n\f\r "u8);
            if (!value.StartsWith("%"u8))
            {
                return value;
            }

            var end = value.IndexOfAny((byte)'\r', (byte)'\n');
            value = end < 0 ? [] : value[end..];
        }
    }
}
