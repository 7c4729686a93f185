using System.Text;

namespace Pipeline.Text.Reading;

/// <summary>Collects blocks of a format that is no text, and the text that their spans count: the blocks in reading order, parted by blank lines.</summary>
internal sealed class ExtractedText
{
    private const string Separator = "\n\n";

    private readonly StringBuilder _text = new();

    /// <summary>The blocks so far.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>What was left out so far; it stands in the text like the rest.</summary>
    public RemovalList Removed { get; } = [];

    /// <summary>Adds a block unless it is empty.</summary>
    public void Add(BlockKind kind, string text, int level = 0)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            Blocks.Add(new Block(kind, text.Trim(), Append(text.Trim()), level));
        }
    }

    /// <summary>Records what is left out.</summary>
    public void Leave(string rule, string reason, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            Removed.Add(new Removal(rule, reason, Append(text.Trim()), Removal.Shorten(text.Trim())));
        }
    }

    /// <summary>The text that the spans count.</summary>
    public DecodedSource ToSource(string charset) => new(_text.ToString(), charset, "", []);

    private TextSpan Append(string text)
    {
        _text.Append(_text.Length > 0 ? Separator : "");
        var span = new TextSpan(_text.Length, text.Length);
        _text.Append(text);
        return span;
    }
}
