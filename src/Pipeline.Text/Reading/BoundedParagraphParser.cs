using Markdig.Parsers;
using Markdig.Syntax;

namespace Pipeline.Text.Reading;

/// <summary>
/// Takes the parser's reading of link definitions ("[name]: address") and of inline marks off paragraphs of very many lines or marks: it moves all lines up for each definition it
/// takes out, and looks at all open brackets for each that closes, so that a file of nothing else would cost the square of its length.
/// </summary>
internal sealed class BoundedParagraphParser : ParagraphBlockParser
{
    /// <summary>More lines than the definitions of any article; a paragraph beyond it is text.</summary>
    private const int MostLines = 1000;

    /// <inheritdoc/>
    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        if (!IsOverlong(block) || processor.IsBlankLine)
        {
            return base.TryContinue(processor, block);
        }

        block.UpdateSpanEnd(processor.Line.End);
        return BlockState.Continue;
    }

    /// <inheritdoc/>
    public override bool Close(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        if (!IsOverlong(block) && !InlineMarks.AreTooMany(((LeafBlock)block).Lines))
        {
            return base.Close(processor, block);
        }

        var lines = ((LeafBlock)block).Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            lines.Lines[i].Slice.TrimStart();
        }

        lines.Lines[lines.Count - 1].Slice.TrimEnd();
        ((LeafBlock)block).ProcessInlines = false;
        return true;
    }

    private static bool IsOverlong(Markdig.Syntax.Block block) => block is ParagraphBlock { Lines.Count: > MostLines };
}
