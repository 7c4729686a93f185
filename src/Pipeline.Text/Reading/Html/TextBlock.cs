namespace Pipeline.Text.Reading.Html;

/// <summary>A line or paragraph of the page that stands for itself, with what is needed to judge it.</summary>
internal sealed class TextBlock
{
    /// <summary>The innermost element that holds all of it.</summary>
    public required PageNode Owner { get; init; }

    /// <summary>What the mark-up says it is.</summary>
    public required BlockKind Kind { get; set; }

    /// <summary>Its text, white space folded; "\n" for a line break within.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands in the decoded source.</summary>
    public required TextSpan Source { get; init; }

    /// <summary>Level of a heading; 0 otherwise.</summary>
    public int Level { get; init; }

    /// <summary>Weighted length, as <see cref="PageNode.Measure"/> counts.</summary>
    public int Length { get; init; }

    /// <summary>The linked part of <see cref="Length"/>.</summary>
    public int LinkLength { get; init; }

    /// <summary>The rule that leaves it out; null while it stays.</summary>
    public BoilerplateRule? RemovedBy { get; set; }

    /// <summary>Share of the text that is linked, 0 to 1.</summary>
    public double LinkDensity => Length == 0 ? 0 : (double)LinkLength / Length;
}
