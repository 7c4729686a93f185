using Pipeline.Text;
using Pipeline.Text.Reading;

namespace Pipeline.Cli.Input;

/// <summary>Places in the decoded source of a cleaned file.</summary>
internal static class SourcePlaces
{
    /// <summary>A map of the lines of <paramref name="file"/>, decoded or extracted as the cleaner does it.</summary>
    public static LineMap Of(SourceFile file) => new(ArticleReaders.Read(file, TextLimits.Default, CancellationToken.None).Source?.Text ?? "");
}
