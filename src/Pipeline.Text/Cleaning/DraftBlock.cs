using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning;

/// <summary>A block while rules work on it.</summary>
public sealed class DraftBlock
{
    /// <summary>Takes over what a reader found.</summary>
    public DraftBlock(Block block) => (Kind, Text, Source, BlankLinesBefore) = (block.Kind, block.Text, block.Source, block.BlankLinesBefore);

    /// <summary>What it is. Rules that find out more about a line of plain text say so here.</summary>
    public BlockKind Kind { get; set; }

    /// <summary>Its text; never empty while it is in the draft.</summary>
    public string Text { get; set; }

    /// <summary>Where it stands in the decoded source.</summary>
    public TextSpan Source { get; set; }

    /// <summary>Blank lines before it in plain text.</summary>
    public int BlankLinesBefore { get; }

    /// <summary>Blocks directly before it that rules took out of the body.</summary>
    public int RemovedBefore { get; internal set; }

    /// <summary>Whether its text went into the block before it: nothing left the body.</summary>
    public bool IsMerged { get; private set; }

    /// <summary>Whether a rule took it out of the body.</summary>
    public bool IsRemoved { get; internal set; }

    /// <summary>Whether nothing but its own text tells what it is.</summary>
    public bool IsPlain => Kind == BlockKind.Text;

    /// <summary>Covers the source of <paramref name="next"/> too, whose text the caller appends, and takes that block out of the draft.</summary>
    internal void Merge(DraftBlock next)
    {
        Source = TextSpan.FromBounds(Source.Start, next.Source.End);
        (next.IsMerged, next.IsRemoved) = (true, true);
    }
}
