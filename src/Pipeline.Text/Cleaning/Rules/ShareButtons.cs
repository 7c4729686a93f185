namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes rows of buttons for sharing, printing, saving and following.</summary>
public sealed class ShareButtons() : InterfaceRule("share-buttons", InterfaceKind.Share, "Buttons for sharing");
