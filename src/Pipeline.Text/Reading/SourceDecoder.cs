using System.Buffers.Binary;
using System.Text;
using UtfUnknown;

namespace Pipeline.Text.Reading;

/// <summary>Either the decoded text or the rejection; exactly one is set.</summary>
public sealed record DecodeOutcome(DecodedSource? Source, Rejection? Rejection);

/// <summary>
/// Turns bytes into text by looking at them: byte order mark, then UTF-8 if valid (it is never so by chance), then what the document declares, then what a statistical
/// detector believes. Linear in the size of the file.
/// </summary>
public static class SourceDecoder
{
    /// <summary>The detector sees no more than this much; further text adds time, not certainty.</summary>
    private const int DetectedBytes = 256 * 1024;

    private const float LeastDetectorConfidence = 0.4f;

    /// <summary>UTF-8 with damage: so many good sequences for every bad one.</summary>
    private const int GoodSequencesPerDamage = 20;

    /// <summary>Text has almost no control characters; one in this many is the most.</summary>
    private const int CharactersPerControl = 100;

    /// <summary>Decodes <paramref name="file"/> within <paramref name="limits"/>.</summary>
    public static DecodeOutcome Decode(SourceFile file, TextLimits limits)
    {
        var bytes = file.Bytes.Span;
        if (bytes.Length > limits.MaxBytes)
        {
            return Refuse(RejectionReason.TooLarge, $"The file has {bytes.Length} bytes; the limit is {limits.MaxBytes}. Split it or raise the limit.");
        }

        if (bytes.IsEmpty)
        {
            return Refuse(RejectionReason.Empty, "The file has no bytes. Check whether the upload was complete.");
        }

        if (BinaryFormats.IsRead(file.Bytes))
        {
            return new DecodeOutcome(new DecodedSource("", DecodedSource.Binary, Extension(file.Name), []) { Bytes = file.Bytes }, null);
        }

        if (FileSignatures.Recognise(bytes) is { } format)
        {
            return Refuse(RejectionReason.Binary, $"The file is {format}, not text. Convert it to text, Markdown or HTML first.");
        }

        var notes = new List<Note>();
        if (DecodeBytes(bytes, notes) is not { } decoded)
        {
            return bytes.Contains((byte)0)
                ? Refuse(RejectionReason.Binary, "The file holds NUL bytes and is no UTF-16 or UTF-32 text.")
                : Refuse(RejectionReason.Undecodable, "The bytes are no valid text in UTF-8, in the declared or in any detected character set.");
        }

        var (text, charset) = decoded;
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse(RejectionReason.Empty, "The file holds nothing but white space.");
        }

        if (HasTooManyControls(text))
        {
            return Refuse(RejectionReason.Binary, "More than one in a hundred characters is a control character: this is no text.");
        }

        return new DecodeOutcome(new DecodedSource(text, charset, Extension(file.Name), notes) { Bytes = file.Bytes }, null);
    }

    private static DecodeOutcome Refuse(RejectionReason reason, string detail) => new(null, new Rejection(reason, detail));

    /// <summary>The extension of a name in lower case with its dot, or "".</summary>
    internal static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOfAny(['/', '\\']) ? name[dot..].ToLowerInvariant() : "";
    }

    private static (string Text, string Charset)? DecodeBytes(ReadOnlySpan<byte> bytes, List<Note> notes)
    {
        if (ByteOrderMark(bytes) is { } mark && Charsets.TryDecode(mark.Charset, bytes[mark.Length..]) is { } marked)
        {
            return (marked, mark.Charset);
        }

        if (bytes.Contains((byte)0))
        {
            return WideText(bytes, notes);
        }

        var declared = DeclaredCharset.Find(bytes);
        if (declared is "utf-16" or "utf-16le" or "utf-16be")
        {
            // A declaration that could be read as single bytes refutes itself.
            notes.Add(new Note("charset-declared-wrong", $"The document declares {declared} but is written in single bytes."));
            declared = null;
        }

        if (declared is "iso-2022-jp" || bytes.IndexOf("\u001b$B"u8) >= 0)
        {
            if (Charsets.TryDecode("iso-2022-jp", bytes) is { } japanese)
            {
                return (japanese, "iso-2022-jp");
            }
        }

        if (Charsets.TryDecode("utf-8", bytes) is { } utf8)
        {
            if (declared is not (null or "utf-8") && !Ascii.IsValid(bytes))
            {
                notes.Add(new Note("charset-declared-wrong", $"The document declares {declared} but is valid UTF-8."));
            }

            return (utf8, "utf-8");
        }

        if (declared is not (null or "utf-8"))
        {
            if (Charsets.TryDecode(declared, bytes) is { } asDeclared && !HasC1Controls(asDeclared))
            {
                return (asDeclared, declared);
            }

            notes.Add(new Note("charset-declared-wrong", $"The bytes are not valid in the declared {declared}."));
        }

        if (IsDamagedUtf8(bytes))
        {
            notes.Add(new Note("charset-damaged", "Some bytes are not valid in UTF-8 and were replaced."));
            return (Encoding.UTF8.GetString(bytes), "utf-8");
        }

        if (declared is "utf-8")
        {
            notes.Add(new Note("charset-declared-wrong", "The document declares utf-8 but is not valid UTF-8."));
        }

        return Detect(bytes, notes);
    }

    private static (string Text, string Charset)? Detect(ReadOnlySpan<byte> bytes, List<Note> notes)
    {
        var detail = CharsetDetector.DetectFromBytes(bytes[..Math.Min(bytes.Length, DetectedBytes)].ToArray()).Detected;
        if (detail is { EncodingName: { } name } && detail.Confidence >= LeastDetectorConfidence)
        {
            var canonical = Charsets.Canonical(name);
            if (Charsets.TryDecode(canonical, bytes) is { } detected && !HasC1Controls(detected))
            {
                notes.Add(new Note("charset-detected", $"No valid declaration; the bytes look like {canonical}."));
                return (detected, canonical);
            }
        }

        if (Charsets.TryDecode("windows-1252", bytes) is { } western && !HasC1Controls(western))
        {
            notes.Add(new Note("charset-assumed", "No valid declaration and nothing detected; read as windows-1252."));
            return (western, "windows-1252");
        }

        return null;
    }

    private static (string Charset, int Length)? ByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? ("utf-8", 3)
        : bytes.StartsWith([(byte)0xFF, (byte)0xFE, (byte)0, (byte)0]) && bytes.Length % 4 == 0 ? ("utf-32", 4)
        : bytes.StartsWith([(byte)0, (byte)0, (byte)0xFE, (byte)0xFF]) ? ("utf-32be", 4)
        : bytes.StartsWith([(byte)0xFF, (byte)0xFE]) ? ("utf-16", 2)
        : bytes.StartsWith([(byte)0xFE, (byte)0xFF]) ? ("utf-16be", 2)
        : null;

    // UTF-16 without a mark: in the right byte order, spaces and line ends are frequent units; in the wrong one they are rare ideographs.
    private static (string Text, string Charset)? WideText(ReadOnlySpan<byte> bytes, List<Note> notes)
    {
        const int unitsPerBreak = 200;
        if (bytes.Length % 2 != 0)
        {
            return null;
        }

        int little = 0, big = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            little += BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..]) is ' ' or '\n' or '、' or '。' ? 1 : 0;
            big += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]) is ' ' or '\n' or '、' or '。' ? 1 : 0;
        }

        if (Math.Max(little, big) < Math.Max(1, bytes.Length / 2 / unitsPerBreak))
        {
            return null;
        }

        var charset = little >= big ? "utf-16" : "utf-16be";
        if (Charsets.TryDecode(charset, bytes) is not { } text || text.Contains('\0'))
        {
            return null;
        }

        notes.Add(new Note("charset-detected", $"No byte order mark; the bytes look like {charset}."));
        return (text, charset);
    }

    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                good += rune.IsAscii ? 0 : 1;
            }
            else
            {
                bad++;
            }

            bytes = bytes[consumed..];
        }

        return good >= bad * GoodSequencesPerDamage;
    }

    // Windows code pages leave a few bytes undefined, and the decoder makes C1 controls of them: a sign of the wrong code page.
    private static bool HasC1Controls(string text) => text.AsSpan().ContainsAnyInRange('\u0080', '\u0084') || text.AsSpan().ContainsAnyInRange('\u0086', '\u009F');

    private static bool HasTooManyControls(string text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            controls += char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u0085') ? 1 : 0;
        }

        return controls > text.Length / CharactersPerControl;
    }
}
