using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// Goes through what the pages refer to, without recursion, before the library does it with: functions and colour spaces that are made of each other without end, programs
/// of functions that nest without end, and fonts whose glyphs call each other without end would use up the stack.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="mostLevels">Functions of functions, colour spaces of colour spaces, and brackets of programs.</param>
/// <param name="cancellationToken">Stops between objects.</param>
internal sealed class PdfResources(PdfDocument document, int mostLevels, CancellationToken cancellationToken)
{
    /// <summary>Entries that the library follows by recursion (ISO 32000-1, 7.10, 8.6, 11.6.5).</summary>
    private static readonly HashSet<string> Followed = ["Functions", "Function", "Alternate", "ColorSpace", "CS", "SMask", "G", "TR", "TR2"];

    /// <summary>Entries that lead back, or to what is never read.</summary>
    private static readonly HashSet<string> Passed = ["Parent", "Annots", "P", "Dest", "Metadata"];

    private readonly IPdfTokenScanner _scanner = document.Structure.TokenScanner;
    private readonly PdfFonts _fonts = new(document);

    /// <summary>What an object (by its reference) or a named colour space (by its name) is made of.</summary>
    private readonly Dictionary<object, List<object>> _madeOf = [];

    /// <summary>Why the pages must not be read; null when they may. Takes the outlines out of fonts: only their characters matter.</summary>
    public Rejection? Check()
    {
        var left = new Stack<IToken>();
        if (document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Pages, out var root))
        {
            left.Push(root);
        }

        while (left.TryPop(out var token))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (token is IndirectReferenceToken { Data: var reference })
            {
                if (_madeOf.ContainsKey(reference) || Value(document, reference) is not { } value)
                {
                    continue;
                }

                _madeOf[reference] = [.. PartsOf(value)];
                token = value;
            }

            if (token is StreamToken stream && IsTooDeepProgram(stream))
            {
                return TooDeep();
            }

            foreach (var part in Inside(token))
            {
                left.Push(part);
            }
        }

        if (IsEndless())
        {
            return TooDeep();
        }

        _fonts.TakeOutlines();
        return null;
    }

    private static Rejection TooDeep() => new(RejectionReason.TooDeep, "Functions or colour spaces of the PDF nest too deep, or are made of themselves.");

    // What cannot be read is left to the library, which passes over it or refuses the document.
    internal static IToken? Value(PdfDocument document, IndirectReference reference)
    {
        try
        {
            return document.Structure.TokenScanner.Get(reference)?.Data;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }

    private IEnumerable<IToken> Inside(IToken token)
    {
        switch (token)
        {
            case ArrayToken array:
                return array.Data;
            case StreamToken stream:
                return Inside(stream.StreamDictionary);
            case DictionaryToken dictionary:
                _fonts.Note(dictionary);
                if (dictionary.TryGet(NameToken.ColorSpace, _scanner, out DictionaryToken? spaces))
                {
                    foreach (var (name, space) in spaces.Data)
                    {
                        PartsOfName(name).AddRange(PartsOf(space));
                    }
                }

                return dictionary.Data.Where(entry => !Passed.Contains(entry.Key)).Select(entry => entry.Value);
            default:
                return [];
        }
    }

    private List<object> PartsOfName(string name) => _madeOf.TryGetValue(name, out var parts) ? parts : _madeOf[name] = [];

    // Recursion as deep as brackets nest, which the library bounds when it reads them.
    private IEnumerable<object> PartsOf(IToken token) => token switch
    {
        IndirectReferenceToken reference => [reference.Data],
        NameToken name => [name.Data],
        StreamToken stream => PartsOf(stream.StreamDictionary),
        DictionaryToken dictionary => dictionary.Data.Where(entry => Followed.Contains(entry.Key)).SelectMany(entry => PartsOf(entry.Value)),
        ArrayToken array => array.Data.Skip(1).Where((_, i) => i > 0 || !NamesColours(array.Data[0])).SelectMany(PartsOf).Concat(array.Data.Take(1).Where(first => first is not NameToken).SelectMany(PartsOf)),
        _ => [],
    };

    // [/Separation /Black alternate function], [/DeviceN [/Black /Red] alternate function]: names of inks, not of colour spaces.
    private bool NamesColours(IToken first) => DirectObjectFinder.TryGet(first, _scanner, out NameToken? kind) && kind.Data is "Separation" or "DeviceN";

    // Takes away what is made of nothing more, level by level: what is left is made of itself.
    private bool IsEndless()
    {
        var usedBy = new Dictionary<object, List<object>>();
        var open = _madeOf.ToDictionary(item => item.Key, _ => 0);
        foreach (var (whole, parts) in _madeOf)
        {
            foreach (var part in parts.Where(_madeOf.ContainsKey))
            {
                open[whole]++;
                (usedBy.TryGetValue(part, out var users) ? users : usedBy[part] = []).Add(whole);
            }
        }

        var level = open.Where(item => item.Value == 0).Select(item => item.Key).ToList();
        var done = level.Count;
        for (var levels = 0; level.Count > 0; levels++)
        {
            if (levels > mostLevels)
            {
                return true;
            }

            level = [.. level.SelectMany(part => usedBy.GetValueOrDefault(part, [])).Where(whole => --open[whole] == 0)];
            done += level.Count;
        }

        return done < open.Count;
    }

    // A function of type 4 (ISO 32000-1, 7.10.5) is a program in braces.
    private bool IsTooDeepProgram(StreamToken stream)
    {
        if (!stream.StreamDictionary.TryGet(NameToken.FunctionType, out var type) || (DirectObjectFinder.TryGet(type, _scanner, out NumericToken? number) && number.Int != 4))
        {
            return false;
        }

        var depth = 0;
        foreach (var b in stream.Decode(document.Structure.FilterProvider, _scanner).Span)
        {
            depth += b == '{' ? 1 : b == '}' ? -1 : 0;
            if (depth > mostLevels)
            {
                return true;
            }
        }

        return false;
    }
}
