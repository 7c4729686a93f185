using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// The embedded fonts of a document. Their glyphs are made of each other, or are programs that call each other, which the library follows without end; characters and widths are
/// known without them.
/// </summary>
/// <param name="document">The document.</param>
internal sealed class PdfFonts(PdfDocument document)
{
    private const string Type1File = "FontFile";
    private const string TrueTypeFile = "FontFile2";
    private const string CompactFile = "FontFile3";

    /// <summary>Entries of a font's description that name its program (ISO 32000-1, 9.9), by its format.</summary>
    private static readonly string[] Files = [Type1File, TrueTypeFile, CompactFile];

    private readonly HashSet<(IndirectReference Program, string File)> _programs = [];

    /// <summary>Remembers the programs that a dictionary names, if it describes a font.</summary>
    public void Note(DictionaryToken dictionary)
    {
        foreach (var file in Files)
        {
            if (dictionary.Data.GetValueOrDefault(file) is IndirectReferenceToken { Data: var program })
            {
                _programs.Add((program, file));
            }
        }
    }

    /// <summary>
    /// Leaves of the Type 1 programs that were noted what stands before their encrypted part, the encoding, and of others all but the glyphs; nothing of what is not what it is said to be.
    /// </summary>
    public void TakeOutlines()
    {
        foreach (var (program, file) in _programs)
        {
            if (PdfResources.Value(document, program) is StreamToken stream && Without(stream.Decode(document.Structure.FilterProvider, document.Structure.TokenScanner), file) is { } rest)
            {
                var length = new Dictionary<NameToken, IToken> { [NameToken.Length] = new NumericToken(rest.Length) };
                document.Advanced.ReplaceIndirectObject(program, new StreamToken(new DictionaryToken(length), rest));
            }
        }
    }

    // Null: as it is.
    private static byte[]? Without(Memory<byte> program, string file)
    {
        if (file == Type1File)
        {
            return program.Span.IndexOf("eexec"u8) is >= 0 and var end && program.Span[..end].IndexOf("%!"u8) is >= 0 and var start ? program[start..end].ToArray() : null;
        }

        var bytes = program.ToArray();
        return (file == CompactFile ? CompactFont.TryEmptyGlyphs(bytes) : TrueTypeFont.TryEmptyGlyphs(bytes)) ? bytes : [];
    }
}
