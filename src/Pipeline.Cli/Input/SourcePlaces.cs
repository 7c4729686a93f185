using System.Text;
using Pipeline.Text;

namespace Pipeline.Cli.Input;

/// <summary>Places in the decoded source of a cleaned file.</summary>
internal static class SourcePlaces
{
    /// <summary>A map of the lines of <paramref name="file"/>, decoded as the cleaner decoded it.</summary>
    public static LineMap Of(SourceFile file, CleanArticle article)
    {
        var text = Encoding.GetEncoding(article.Charset).GetString(file.Bytes.Span);
        return new LineMap(text.TrimStart('\uFEFF'));
    }
}
