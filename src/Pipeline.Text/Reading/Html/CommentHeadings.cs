namespace Pipeline.Text.Reading.Html;

/// <summary>Headings below which readers speak, in the major languages.</summary>
internal static class CommentHeadings
{
    private static readonly HashSet<string> s_headings = new(StringComparer.Ordinal)
    {
        "comments", "readers comments", "reader comments", "leave a comment", "leave a reply", "kommentare", "leserkommentare", "kommentar schreiben", "commentaires", "vos commentaires", "réactions", "comentarios", "deja un comentario", "deja una respuesta",
        "comentários", "deixe um comentário", "commenti", "lascia un commento", "reacties", "geef een reactie", "kommentarer", "kommentit", "komentarze", "komentáře", "komentáre", "komentari", "comentarii", "hozzászólások", "комментарии", "коментарі", "коментари",
        "yorumlar", "σχόλια", "التعليقات", "تعليقات", "टिप्पणियाँ", "टिप्पणियां", "komentar", "bình luận", "コメント", "댓글", "评论", "評論", "网友评论",
    };

    /// <summary>Whether <paramref name="heading"/> is one, a count behind it aside.</summary>
    public static bool Has(string heading) => s_headings.Contains(InlineText.Key(heading).TrimEnd(' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
}
