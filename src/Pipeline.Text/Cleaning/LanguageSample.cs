using System.Text;

namespace Pipeline.Text.Cleaning;

/// <summary>Chooses the text by which the language is judged: long lines, because short ones are names and buttons.</summary>
internal static class LanguageSample
{
    private const int ShortestLine = 60;
    private const int Length = 4000;

    /// <summary>The first long lines, up to some thousand characters; all lines when there is no long one.</summary>
    public static string Of(IReadOnlyList<DraftBlock> blocks)
    {
        var sample = Join(blocks.Where(block => block.Text.Length >= ShortestLine));
        return sample.Length > 0 ? sample : Join(blocks);
    }

    private static string Join(IEnumerable<DraftBlock> blocks)
    {
        var sample = new StringBuilder();
        foreach (var block in blocks)
        {
            sample.Append(block.Text.AsSpan(0, Math.Min(block.Text.Length, Length))).Append('\n');
            if (sample.Length >= Length)
            {
                break;
            }
        }

        return sample.ToString();
    }
}
