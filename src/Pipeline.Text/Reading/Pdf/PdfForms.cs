using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>
/// Shows the forms of each page without drawing anything, before the library does. Forms that show each other multiply with each level, so that a file of a
/// few hundred bytes would keep it at work for hours; and it cannot be stopped within a page.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="filters">Decode the streams, and count what is shown.</param>
/// <param name="mostLevels">Forms within forms that the library follows.</param>
/// <param name="cancellationToken">Stops between forms.</param>
internal sealed class PdfForms(PdfDocument document, BoundedFilters filters, int mostLevels, CancellationToken cancellationToken)
{
    private static readonly NameToken XObject = NameToken.Create("XObject");

    private readonly IPdfTokenScanner _scanner = document.Structure.TokenScanner;
    private readonly Dictionary<IndirectReference, Content?> _forms = [];

    /// <summary>Counts all pages.</summary>
    /// <exception cref="InvalidDataException">One goes beyond the limits; <see cref="BoundedFilters.Breach"/> says which.</exception>
    public void Count()
    {
        foreach (var (page, resources) in Pages())
        {
            filters.BeginPage();
            if (resources is not null && resources.TryGet(XObject, _scanner, out DictionaryToken? _))
            {
                Show(ContentOf(page), new Scope(resources, null), mostLevels);
            }
        }
    }

    private void Show(Content content, Scope scope, int levels)
    {
        foreach (var name in content.Shown)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (scope.Find(name, _scanner) is { } reference && FormOf(reference) is { } form)
            {
                filters.CountForm(form.Letters);
                if (levels > 0)
                {
                    Show(form, form.Resources is { } own ? new Scope(own, scope) : scope, levels - 1);
                }
            }
        }
    }

    /// <summary>The pages with the resources that they have or inherit. A page that stands in the tree more than once comes once.</summary>
    private IEnumerable<(DictionaryToken Page, DictionaryToken? Resources)> Pages()
    {
        var left = new Stack<(IToken Node, DictionaryToken? Resources)>();
        var seen = new HashSet<IndirectReference>();
        if (document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Pages, out var root))
        {
            left.Push((root, null));
        }

        while (left.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((next.Node is IndirectReferenceToken reference && !seen.Add(reference.Data)) || !DirectObjectFinder.TryGet(next.Node, _scanner, out DictionaryToken? node))
            {
                continue;
            }

            var resources = node.TryGet(NameToken.Resources, _scanner, out DictionaryToken? own) ? own : next.Resources;
            if (node.TryGet(NameToken.Kids, _scanner, out ArrayToken? kids))
            {
                foreach (var kid in kids.Data)
                {
                    left.Push((kid, resources));
                }
            }
            else
            {
                yield return (node, resources);
            }
        }
    }

    /// <summary>The form of a reference; null when it is a picture, or nothing.</summary>
    private Content? FormOf(IndirectReference reference)
    {
        if (!_forms.TryGetValue(reference, out var form))
        {
            var isForm = DirectObjectFinder.TryGet(new IndirectReferenceToken(reference), _scanner, out StreamToken? stream)
                && stream.StreamDictionary.TryGet(NameToken.Subtype, _scanner, out NameToken? kind)
                && kind == NameToken.Form;
            form = isForm ? ContentOf([stream!], stream!.StreamDictionary.TryGet(NameToken.Resources, _scanner, out DictionaryToken? own) ? own : null) : null;
            _forms[reference] = form;
        }

        return form;
    }

    private Content ContentOf(DictionaryToken page)
    {
        if (page.TryGet(NameToken.Contents, _scanner, out StreamToken? stream))
        {
            return ContentOf([stream], null);
        }

        IReadOnlyList<IToken> parts = page.TryGet(NameToken.Contents, _scanner, out ArrayToken? array) ? array.Data : [];
        return ContentOf(parts.Select(part => DirectObjectFinder.TryGet(part, _scanner, out StreamToken? one) ? one : null).OfType<StreamToken>(), null);
    }

    private Content ContentOf(IEnumerable<StreamToken> streams, DictionaryToken? resources)
    {
        try
        {
            var bytes = streams.SelectMany(stream => (byte[])[.. stream.Decode(document.Structure.FilterProvider, _scanner).Span, (byte)'\n']).ToArray();
            var parser = new PageContentParser(ReflectionGraphicsStateOperationFactory.Instance, new StackDepthGuard(mostLevels), useLenientParsing: true);
            var shown = parser.Parse(1, new MemoryInputBytes(bytes), new ParsingOptions().Logger).OfType<InvokeNamedXObject>().Select(operation => operation.Name).ToList();
            return new Content(shown, BoundedFilters.LettersOf(bytes), resources);
        }
        catch (Exception e) when (filters.Breach is null && e is not (OperationCanceledException or OutOfMemoryException))
        {
            return new Content([], 0, resources); // Broken: the library reads what it can of it.
        }
    }

    private sealed record Content(IReadOnlyList<NameToken> Shown, long Letters, DictionaryToken? Resources);

    /// <summary>Resources where names are looked up, from the innermost form outwards.</summary>
    private sealed class Scope(DictionaryToken resources, Scope? outer)
    {
        public IndirectReference? Find(NameToken name, IPdfTokenScanner scanner) =>
            resources.TryGet(XObject, scanner, out DictionaryToken? objects) && objects.TryGet(name, out var found)
                ? (found as IndirectReferenceToken)?.Data
                : outer?.Find(name, scanner);
    }
}
