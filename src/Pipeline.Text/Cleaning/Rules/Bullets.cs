using System.Buffers;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Takes the bullet off a line that is an item of a list. A dash stays: many languages open direct speech with it.</summary>
public sealed class Bullets : ICleaningRule
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("•·‣◦▪▫■□●○◆◇►▶▸➤➢✓✔★☆∙⁃※▲▼»›");

    /// <inheritdoc/>
    public string Name => "bullets";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            var text = block.Text.AsSpan();
            var marks = text.IndexOfAnyExcept(Marks);
            marks = marks < 0 ? text.Length : marks;
            if (marks == 0 && text.StartsWith("* "))
            {
                marks = 1;
            }

            // "»" opens quotations in German and Danish; a bullet stands apart.
            if (marks > 0 && (marks == text.Length || text[marks] == ' ' || text[0] is not ('»' or '›')))
            {
                var item = text[marks..].Trim().ToString();
                if (item.Length == 0)
                {
                    draft.Remove(this, block, "A bullet without text");
                }

                block.Text = item;
            }
        }
    }
}
