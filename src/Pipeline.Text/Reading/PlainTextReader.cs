using System.Buffers;

namespace Pipeline.Text.Reading;

/// <summary>Reads plain text: every line with something on it becomes a block; how lines belong together is for the cleaner to find out.</summary>
public sealed class PlainTextReader : IArticleReader
{
    private const double AnyText = 0.2;
    private const double NamedAsText = 0.5;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\u2028\u2029\u0085\f\v");

    /// <inheritdoc/>
    public string Format => "text";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source) => source.IsBinary ? 0 : source.Extension is ".txt" or ".text" ? NamedAsText : AnyText;

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var text = source.Text;
        var blocks = new List<Block>();
        var blankLines = 0;
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(LineEnds);
            var end = length < 0 ? text.Length : start + length;
            var line = text.AsSpan(start, end - start);
            if (line.IsWhiteSpace())
            {
                blankLines++;
            }
            else
            {
                var trimmed = line.Trim();
                var from = start + line.IndexOf(trimmed[0]);
                blocks.Add(new Block(BlockKind.Text, trimmed.ToString(), new TextSpan(from, trimmed.Length), BlankLinesBefore: blankLines));
                blankLines = 0;
                cancellationToken.ThrowIfCancellationRequested();
            }

            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return new ReadOutcome(new SourceDocument { Blocks = blocks }, null);
    }
}
