namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes copyright notices: "All rights reserved", "© 2025 The Courier", "Copyright: …" with a year.</summary>
public sealed class CopyrightNotices() : InterfaceRule("copyright-notices", InterfaceKind.Copyright, Reason)
{
    private const string Reason = "A copyright notice";
    private const int LongestNotice = 200;

    private static readonly string[] Signs = ["©", "(c)", "copyright", "ⓒ", "<저작권자", "[저작권자", "저작권자"];

    /// <inheritdoc/>
    public override void Apply(ArticleDraft draft)
    {
        base.Apply(draft);
        foreach (var block in draft.Blocks)
        {
            if (block.Text.Length <= LongestNotice && Array.Exists(Signs, sign => block.Text.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) && NamesYearOrRights(block.Text))
            {
                draft.Remove(this, block, Reason);
            }
        }
    }

    private static bool NamesYearOrRights(string text)
    {
        var afterSign = text.AsSpan(1).TrimStart("opyrightOPYRIGHT)© ");
        return (afterSign.Length >= 4 && afterSign[..2] is "19" or "20" && char.IsAsciiDigit(afterSign[2]) && char.IsAsciiDigit(afterSign[3]))
            || text.Contains("rights reserved", StringComparison.OrdinalIgnoreCase) || text.StartsWith('<') || text.StartsWith('[') || text.Contains("무단", StringComparison.Ordinal);
    }
}
