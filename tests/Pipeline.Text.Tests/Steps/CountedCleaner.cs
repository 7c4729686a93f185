using System.Text;
using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Steps;

/// <summary>The cleaner of a copy of the library that counts its steps. What other libraries do within is seen by what they allocate.</summary>
internal sealed class CountedCleaner
{
    private readonly CountedLibrary _library = CountedLibrary.Of(typeof(ArticleCleaner));
    private readonly Func<string, byte[], object?> _clean;

    public CountedCleaner()
    {
        var sourceFile = _library.Assembly.GetType(typeof(SourceFile).FullName!, throwOnError: true)!;
        var cleaner = _library.Assembly.GetType(typeof(ArticleCleaner).FullName!, throwOnError: true)!;
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
