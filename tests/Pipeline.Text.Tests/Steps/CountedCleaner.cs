using System.Text;
using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Steps;

/// <summary>The cleaner of a copy of the library that counts its steps, and those of the parsers that it uses.</summary>
internal sealed class CountedCleaner
{
    private readonly CountedLibrary _library = new(typeof(ArticleCleaner), typeof(Markdig.Markdown), typeof(AngleSharp.Html.Parser.HtmlParser));
    private readonly Func<string, byte[], object?> _clean;

    public CountedCleaner()
    {
        var sourceFile = _library.Counterpart(typeof(SourceFile));
        var cleaner = _library.Counterpart(typeof(ArticleCleaner));
        var clean = cleaner.GetMethod(nameof(ArticleCleaner.Clean))!;
        var instance = Activator.CreateInstance(cleaner, [null]);
        _clean = (name, bytes) => clean.Invoke(instance, [Activator.CreateInstance(sourceFile, name, (ReadOnlyMemory<byte>)bytes), CancellationToken.None]);
    }

    /// <summary>Steps taken and bytes allocated while <paramref name="text"/> is cleaned at a length.</summary>
    public (long Steps, long Bytes) Clean(SizedText text, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Write(length));
        _clean(text.FileName, bytes);
        var (steps, allocated) = (_library.Steps, GC.GetAllocatedBytesForCurrentThread());
        _clean(text.FileName, bytes);
        return (_library.Steps - steps, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
