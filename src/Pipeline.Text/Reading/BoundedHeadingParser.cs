using Markdig.Parsers;
using Markdig.Syntax;

namespace Pipeline.Text.Reading;

/// <summary>Takes the parser's reading of inline marks off headings that have very many, as <see cref="BoundedParagraphParser"/> does with paragraphs.</summary>
internal sealed class BoundedHeadingParser : HeadingBlockParser
{
    /// <inheritdoc/>
    public override bool Close(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        var heading = (HeadingBlock)block;
        heading.ProcessInlines = !InlineMarks.AreTooMany(heading.Lines);
        return base.Close(processor, block);
    }
}
