namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Takes hints for screen readers out of the text: "(opens in a new window)".</summary>
public sealed class LinkHints : ICleaningRule
{
    private static readonly string[] Hints =
    [
        "opens in new window", "opens in a new window", "opens in new tab", "opens in a new tab", "opens new window", "external link", "öffnet im neuen Fenster", "öffnet in neuem Fenster", "öffnet in einem neuen Fenster", "wird in neuem Fenster geöffnet", "externer Link",
        "s'ouvre dans une nouvelle fenêtre", "nouvelle fenêtre", "lien externe", "se abre en una ventana nueva", "abre en nueva ventana", "si apre in una nuova finestra", "abre em nova janela", "opent in nieuw venster", "öppnas i nytt fönster", "åpnes i nytt vindu", "otwiera się w nowym oknie", "откроется в новом окне",
    ];

    /// <inheritdoc/>
    public string Name => "link-hints";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            foreach (var hint in Hints)
            {
                var bracketed = $"({hint})";
                if (block.Text.Contains(bracketed, StringComparison.OrdinalIgnoreCase))
                {
                    draft.RemoveAll(this, block, bracketed, "A hint for screen readers");
                    block.Text = WhiteSpace.Fold(block.Text).Replace(" ,", ",", StringComparison.Ordinal).Replace(" .", ".", StringComparison.Ordinal);
                }
            }
        }
    }
}
