using Pipeline.Text;
using Pipeline.Text.Reading;

namespace Pipeline.Cli.Input;

/// <summary>Places in the decoded source of a cleaned file.</summary>
internal static class SourcePlaces
{
    /// <summary>A map of the lines of <paramref name="file"/>, decoded as the cleaner decodes it.</summary>
    public static LineMap Of(SourceFile file) => new(SourceDecoder.Decode(file, TextLimits.Default).Source?.Text ?? "");
}
