namespace Pipeline.Text.Reading;

/// <summary>Recognises formats that are no text by their first bytes.</summary>
internal static class FileSignatures
{
    private static readonly (byte[] Bytes, string Format)[] Known =
    [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ("RIFF"u8.ToArray(), "a RIFF container (WebP, WAV or AVI)"),
        ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
        ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ("{\\rtf"u8.ToArray(), "an RTF document"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or Office document"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
        ([0x1F, 0x8B], "a gzip archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a Java class or Mach-O program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a Mach-O program"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"),
        ("ID3"u8.ToArray(), "an MP3 recording"),
        ("OggS"u8.ToArray(), "an Ogg recording"),
        ("fLaC"u8.ToArray(), "a FLAC recording"),
        ("wOFF"u8.ToArray(), "a font"),
        ("wOF2"u8.ToArray(), "a font"),
    ];

    /// <summary>Formats whose signature is also the beginning of ordinary words: believed only beside a NUL.</summary>
    private static readonly (byte[] Bytes, string Format)[] NeedNul =
    [
        ("MZ"u8.ToArray(), "a Windows program"),
        ("BM"u8.ToArray(), "a bitmap image"),
    ];

    private const int MediaTypeOffset = 4;

    /// <summary>The format with its article ("a PNG image"), or null when the bytes carry no known signature.</summary>
    public static string? Recognise(ReadOnlySpan<byte> bytes)
    {
        foreach (var (signature, format) in Known)
        {
            if (bytes.StartsWith(signature))
            {
                return format;
            }
        }

        if (bytes.Length > MediaTypeOffset && bytes[MediaTypeOffset..].StartsWith("ftyp"u8))
        {
            return "an MP4 or HEIF container";
        }

        foreach (var (signature, format) in NeedNul)
        {
            if (bytes.StartsWith(signature) && bytes[..Math.Min(bytes.Length, 64)].Contains((byte)0))
            {
                return format;
            }
        }

        return null;
    }
}
