using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Text;

/// <summary>Either a clean article or the reason why there is none.</summary>
public sealed record CleanOutcome
{
    private CleanOutcome(CleanArticle? article, Rejection? rejection) => (Article, Rejection) = (article, rejection);

    /// <summary>The article; null exactly when <see cref="Rejection"/> is set.</summary>
    public CleanArticle? Article { get; }

    /// <summary>The refusal; null exactly when <see cref="Article"/> is set.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Whether there is an article.</summary>
    [MemberNotNullWhen(true, nameof(Article))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsArticle => Article is not null;

    /// <summary>An article came out.</summary>
    public static CleanOutcome Of(CleanArticle article) => new(article, null);

    /// <summary>The file was refused.</summary>
    public static CleanOutcome Rejected(RejectionReason reason, string detail) => new(null, new Rejection(reason, detail));
}
