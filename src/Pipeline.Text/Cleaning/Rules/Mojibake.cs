using System.Collections.Frozen;
using System.Text;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Repairs UTF-8 that was once read as windows-1252 ("donâ€™t", "cafÃ©"), but only in a text that shows it unmistakably.</summary>
public sealed class Mojibake : ICleaningRule
{
    /// <summary>So many unmistakable sequences make a text suspect; one alone could be a quotation of the phenomenon.</summary>
    private const int LeastEvidence = 2;

    private const int LongestSequence = 4;

    private static readonly FrozenDictionary<char, byte> Bytes = BuildBytes();

    /// <inheritdoc/>
    public string Name => "mojibake";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var evidence = 0;
        foreach (var block in draft.Blocks)
        {
            evidence += Evidence(block.Text);
        }

        if (evidence < LeastEvidence)
        {
            return;
        }

        foreach (var block in draft.Blocks)
        {
            block.Text = Repair(block.Text);
        }

        draft.Title = draft.Title is { } title ? Repair(title) : null;
        draft.NoteOnce("mojibake-repaired", "Characters that had been decoded wrongly once before were repaired.");
    }

    // "Ã", "Â" and "â€" before a continuation byte, and Cyrillic's "Ð" and "Ñ": no language writes these.
    private static int Evidence(string text)
    {
        var evidence = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] is 'Ã' or 'Â' or 'â' or 'Ð' or 'Ñ' or 'ã' or 'Ø' or 'Ù' && SequenceAt(text, i) is not null)
            {
                evidence++;
            }
        }

        return evidence;
    }

    private static string Repair(string text)
    {
        StringBuilder? repaired = null;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\u0080' && SequenceAt(text, i) is var (rune, length))
            {
                repaired ??= new StringBuilder(text.Length);
                repaired.Append(text, copied, i - copied).Append(rune.ToString());
                copied = i + length;
                i = copied - 1;
            }
        }

        return repaired is null ? text : repaired.Append(text, copied, text.Length - copied).ToString();
    }

    private static (Rune Rune, int Length)? SequenceAt(string text, int at)
    {
        Span<byte> bytes = stackalloc byte[LongestSequence];
        var length = 0;
        while (length < LongestSequence && at + length < text.Length && Bytes.TryGetValue(text[at + length], out var value) && (length == 0 ? value >= 0xC2 : value is >= 0x80 and <= 0xBF))
        {
            bytes[length++] = value;
        }

        return length >= 2 && Rune.DecodeFromUtf8(bytes[..length], out var rune, out var used) == System.Buffers.OperationStatus.Done ? (rune, used) : null;
    }

    private static FrozenDictionary<char, byte> BuildBytes()
    {
        var windows = Charsets.Strict("windows-1252")!;
        return Enumerable.Range(0x80, 0x80).ToFrozenDictionary(value => windows.GetString([(byte)value])[0], value => (byte)value);
    }
}
