namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes what the site says about the author below the article: "About the author" with what follows, and "Jane Doe is a reporter for …".</summary>
public sealed class AuthorBiographies : ICleaningRule
{
    /// <summary>A biography is among the last blocks.</summary>
    private const int LastBlocks = 8;

    private static readonly PhraseTable<bool> Labels = new(
    [
        (true, "about the author|about the authors|about the writer|author bio|the author|the authors|die autorin|der autor|die autoren|über die autorin|über den autor|über den autoren|zur person|à propos de l'auteur|l'auteur|l'autrice|sobre el autor|sobre la autora|el autor|la autora|sobre o autor|sobre a autora|l'autore|l'autrice|sull'autore|over de auteur|om forfatteren|om författaren|o autorze|o autorce|об авторе|про автора|yazar hakkında|عن الكاتب|about this article|contact the author|meet the author"),
    ]);

    private static readonly string[] Verbs = [" is ", " was ", " are ", " covers ", " writes ", " has ", " ist ", " war ", " schreibt ", " est ", " es ", " è ", " é ", " is een ", " är ", " er ", " jest "];

    /// <inheritdoc/>
    public string Name => "author-biographies";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        for (var i = Math.Max(1, blocks.Count - LastBlocks); i < blocks.Count; i++)
        {
            if (Labels.Covering(blocks[i].Text) is not null)
            {
                for (var below = i; below < blocks.Count; below++)
                {
                    draft.Remove(this, blocks[below], "About the author");
                }
            }
            else if (draft.Authors.Exists(author => IsAbout(blocks[i].Text, author)))
            {
                draft.Remove(this, blocks[i], "About the author");
            }
        }
    }

    private static bool IsAbout(string text, string author) =>
        text.StartsWith(author, StringComparison.OrdinalIgnoreCase) && (text.Length == author.Length || Array.Exists(Verbs, verb => text.AsSpan(author.Length).StartsWith(verb) || text.AsSpan(author.Length).StartsWith("," + verb)));
}
